const PAGE_OF_ROWS = 300;

/** The list of events, with a search over all its words, a choice of kind, and the timeline's zoom as a filter. */
function drawEvents() {
  const search = el("input", { type: "search", placeholder: "search: words, all of which must occur", "aria-label": "Search events" });
  const kinds = [...new Set(data.events.map((e) => e.kind))].sort();
  const kind = el("select", { "aria-label": "Kind of event" }, el("option", { value: "" }, "every kind"),
    ...kinds.map((k) => el("option", { value: k }, k)));
  const zoomed = el("input", { type: "checkbox", id: "zoomed" });
  const told = el("span", { class: "quiet", role: "status" });
  const body = el("tbody", {});
  const more = el("button", { type: "button" }, "Show more");
  let rows = PAGE_OF_ROWS;
  const update = () => {
    const found = matching(search.value, kind.value, zoomed.checked);
    told.textContent = count(found.length) + " of " + count(data.events.length) + " events";
    body.replaceChildren(...found.slice(0, rows).map(eventRow));
    more.hidden = found.length <= rows;
  };
  const again = () => {
    rows = PAGE_OF_ROWS;
    update();
  };
  search.addEventListener("input", again);
  [kind, zoomed].forEach((choice) => choice.addEventListener("change", again));
  more.addEventListener("click", () => {
    rows += PAGE_OF_ROWS;
    update();
  });
  onZoom(() => zoomed.checked && again());
  document.getElementById("events").append(el("h2", {}, "Events"),
    el("div", { class: "filters screen" }, search, kind, el("label", {}, zoomed, " only what the timeline shows"), told),
    el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {},
      ...["at", "kind", "who", "what"].map((h) => el("th", {}, h)))), body)), more);
  update();
}

function matching(text, kind, inZoom) {
  const wanted = text.toLowerCase().split(/\s+/).filter((w) => w !== "");
  return data.events.filter((e) => {
    const line = (e.who + " " + e.kind + " " + e.text).toLowerCase();
    return (kind === "" || e.kind === kind)
      && (!inZoom || (e.at >= shown[0] && e.at <= shown[1]))
      && wanted.every((word) => line.includes(word));
  });
}

/** A click shows its moment on the timeline. */
function eventRow(event) {
  const row = el("tr", { title: "Show this moment on the timeline" }, el("td", { class: "number" }, moment(event.at)), el("td", {}, event.kind),
    el("td", {}, event.who), el("td", {}, event.text));
  row.addEventListener("click", () => {
    const half = Math.min(span(), Math.max(1, data.to / 20)) / 2;
    zoomTo(event.at - half, event.at + half);
    document.getElementById("timeline").scrollIntoView({ block: "start" });
  });
  return row;
}
