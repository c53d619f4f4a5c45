function drawTimeline() {
  const element = document.getElementById("timeline-chart");
  const { height, option } = timelineOption();
  element.style.height = height + "px";
  if (timeline === null) {
    timeline = newChart(element);
  }
  timeline.resize();
  timeline.setOption(option, { notMerge: true });
  zoomTo(shown[0], shown[1]);
}

/** All pictures again, in the colours and at the width of now. */
function redraw() {
  charts.splice(0).filter((c) => c !== timeline).forEach((c) => c.dispose());
  charts.push(timeline);
  drawTimeline();
  drawStages();
}

drawTimeline();
startZoom(document.getElementById("timeline-chart"));
drawStages();
drawLinks();
drawEvents();
drawSettings();
let pending = 0;
window.addEventListener("resize", () => {
  window.clearTimeout(pending);
  pending = window.setTimeout(redraw, 120);
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
window.matchMedia("print").addEventListener("change", redraw);
document.documentElement.dataset.drawn = "yes";
