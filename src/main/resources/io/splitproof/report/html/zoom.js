let shown = [data.from, data.to];

function span() {
  return shown[1] - shown[0];
}

/** Shows that time, within the run; keeps its length where it would lie outside. */
function zoomTo(from, to) {
  const length = Math.min(data.to, Math.max(0.05, to - from));
  const start = Math.max(0, Math.min(data.to - length, from));
  timeline.dispatchAction({ type: "dataZoom", startValue: start, endValue: start + length });
}

function zoomBy(factor) {
  const middle = (shown[0] + shown[1]) / 2;
  zoomTo(middle - (span() * factor) / 2, middle + (span() * factor) / 2);
}

function pan(part) {
  zoomTo(shown[0] + span() * part, shown[1] + span() * part);
}

/** What one would want to look at closer. */
function sights() {
  const around = (from, to) => [from - (to - from) * 0.08 - 0.3, to + (to - from) * 0.08 + 0.3];
  const found = [["Load", [data.from, data.to]], ["Whole run", [0, data.to]]];
  data.faults.slice(0, 3).forEach((f) => found.push([data.faults.length > 1 ? f.id : "Fault", around(f.from, f.to)]));
  const failover = data.stages.find((w) => w.base !== undefined && w.rows.some((r) => r.seen !== undefined && r.lower !== undefined));
  if (failover) {
    const last = Math.max(...failover.rows.map((r) => r.seen || 0));
    found.push(["Failover", around(failover.base, failover.base + last)]);
  }
  data.duals.slice(0, 1).forEach((d) => found.push(["Two acknowledge", around(d.from, d.to)]));
  return found;
}

const KEYS = {
  "+": () => zoomBy(0.5),
  "=": () => zoomBy(0.5),
  "-": () => zoomBy(2),
  ArrowLeft: () => pan(-0.1),
  ArrowRight: () => pan(0.1),
  0: () => zoomTo(0, data.to),
};

function startZoom(element) {
  const zooms = document.getElementById("zooms");
  sights().forEach(([name, [from, to]]) => {
    const button = el("button", { type: "button" }, name);
    button.addEventListener("click", () => zoomTo(from, to));
    zooms.append(button, " ");
  });
  element.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      act();
      event.preventDefault();
    }
  });
}

/** Told after every zoom, whoever asked for it. */
function onZoom(listener) {
  timeline.on("dataZoom", () => {
    const zoom = timeline.getOption().dataZoom[0];
    shown = [zoom.startValue, zoom.endValue];
    listener();
  });
}
