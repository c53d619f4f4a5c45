/** The live configuration; at first only where nodes differ, since a server has hundreds of settings. */
function drawSettings() {
  if (data.settings.length === 0) {
    return;
  }
  const search = el("input", { type: "search", placeholder: "search: a directive or a value", "aria-label": "Search settings" });
  const told = el("span", { class: "quiet", role: "status" });
  const body = el("tbody", {});
  const update = () => {
    const wanted = search.value.toLowerCase().trim();
    const found = data.settings.filter((s) => wanted === ""
      || (s.name + " " + s.values.map((v) => v.value).join(" ")).toLowerCase().includes(wanted));
    told.textContent = count(found.length) + " of " + count(data.settings.length) + " settings";
    body.replaceChildren(...found.flatMap((setting) => setting.values.map((value, i) => el("tr", {},
      el("td", {}, i === 0 ? el("code", {}, setting.name) : ""), el("td", {}, el("code", {}, value.value === "" ? "\"\"" : value.value)),
      el("td", {}, value.of)))));
  };
  search.addEventListener("input", update);
  document.getElementById("settings").append(el("h2", {}, "Configuration as it was live"),
    el("p", { class: "quiet" }, "What CONFIG GET and SENTINEL MASTER answered in this run; secrets are replaced."),
    el("details", {}, el("summary", {}, count(data.settings.length) + " settings"),
      el("div", { class: "filters screen" }, search, told),
      el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {},
        ...["setting", "value", "of"].map((h) => el("th", {}, h)))), body))));
  update();
}
