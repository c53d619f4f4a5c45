const SIGNS = { cut: "✕", slow: "~", replies: "↚" };

/** Boxes of clients have no link to one another, and no box has one to itself: those cells are shaded. */
function matrix(time) {
  const boxes = data.links.boxes;
  const states = new Map(time.broken.map((s) => [s.from + " " + s.to, s]));
  const cell = (i, j) => {
    const state = states.get(i + " " + j);
    if (i === j || (data.links.clients.includes(i) && data.links.clients.includes(j))) {
      return el("td", { class: "self" });
    }
    return state
      ? el("td", { class: state.state, title: boxes[i] + " -> " + boxes[j] + ": " + state.text }, SIGNS[state.state])
      : el("td", { title: boxes[i] + " -> " + boxes[j] + ": open" }, "·");
  };
  const row = (name, i) => el("tr", {}, el("th", { class: "row", scope: "row" }, name), ...boxes.map((box, j) => cell(i, j)));
  return el("figure", { class: "matrix" },
    el("figcaption", {}, el("b", {}, moment(time.from) + " to " + moment(time.to)), ": " + words(time)),
    el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "from \\ to"), ...boxes.map((b) => el("th", { scope: "col" }, b)))),
      el("tbody", {}, ...boxes.map(row))));
}

function words(time) {
  const of = (state) => time.broken.filter((s) => s.state === state).length;
  const parts = [[of("cut"), "cut"], [of("slow"), "slow"], [of("replies"), "without replies"]].filter(([n]) => n > 0);
  return parts.length === 0 ? "every link is open" : parts.map(([n, word]) => n + " directed links " + word).join(", ");
}

function drawLinks() {
  const section = document.getElementById("links");
  if (data.links.times.length === 0) {
    return;
  }
  section.append(el("h2", {}, "Links over time"),
    el("p", { class: "quiet" }, "Each row sends, each column receives: · open, ✕ cut, ~ slow, ↚ replies lost. A cell says, on hover, by which fault, and what probes through that link showed."),
    el("div", { class: "matrices scroll" }, ...data.links.times.map(matrix)));
}
