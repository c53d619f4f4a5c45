/** The stages of a failover: when each was seen, as a diamond, on a bar that is its forecast. */
function waterfallOption(waterfall) {
  const rows = waterfall.rows;
  const most = Math.max(0.001, ...rows.flatMap((r) => [r.seen || 0, r.upper || 0]));
  const seen = rows.map((r, i) => [r.seen, i]).filter(([x]) => x !== undefined);
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 128, right: 62, top: 4, bottom: 24 },
    xAxis: {
      type: "value", min: Math.min(0, ...seen.map(([x]) => x)), max: most * 1.02,
      axisLabel: { color: colour("quiet"), fontSize: 11, formatter: "{value} s", hideOverlap: true }, splitLine: { lineStyle: { color: colour("line") } },
    },
    yAxis: {
      type: "category", inverse: true, data: rows.map((r) => r.name), axisTick: { show: false },
      axisLine: { lineStyle: { color: colour("line") } }, axisLabel: { color: colour("text"), fontSize: 11, interval: 0 },
    },
    series: [
      {
        id: "forecast", type: "custom", silent: true, encode: { x: [0, 1], y: 2 },
        data: rows.map((r, i) => [r.lower, r.upper, i]).filter(([lower]) => lower !== undefined),
        renderItem(params, api) {
          const [left, y] = api.coord([api.value(0), api.value(2)]);
          const [right] = api.coord([api.value(1), api.value(2)]);
          return {
            type: "rect", shape: { x: left, y: y - 7, width: Math.max(2, right - left), height: 14 },
            style: { fill: colour("forecast"), stroke: colour("primary"), lineWidth: 0.7, lineDash: [3, 2] },
          };
        },
      },
      {
        id: "seen", type: "scatter", symbol: "diamond", symbolSize: 11, silent: true, data: seen,
        itemStyle: { color: colour("text") },
        label: { show: true, position: "right", color: colour("text"), textBorderColor: colour("card"), textBorderWidth: 3, fontSize: 11, formatter: (p) => p.value[0] + " s" },
      },
    ],
    aria: { enabled: true, label: { description: waterfall.title } },
  };
}

function verdictOf(row) {
  if (row.seen === undefined || row.lower === undefined) {
    return "";
  }
  return row.seen < row.lower ? "earlier" : row.seen > row.upper ? "later" : "inside";
}

function stageTable(rows) {
  const head = el("tr", {}, ...["stage", "measured", "forecast", "measured is"].map((h) => el("th", {}, h)));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows.map((row) => el("tr", {},
    el("td", {}, row.name), el("td", { class: "number" }, row.words), el("td", { class: "number" }, row.forecast),
    el("td", {}, verdictOf(row))))));
}

function drawStages() {
  const section = document.getElementById("stages");
  section.replaceChildren();
  if (data.stages.length > 0) {
    section.append(el("h2", {}, "Stages beside their forecast"),
      el("p", { class: "quiet" }, "Diamonds were measured; bars are what the live configuration, the fault and the version predict, without slack."));
  }
  data.stages.forEach((waterfall) => {
    const picture = el("div", { class: "chart", style: "height:" + (waterfall.rows.length * 24 + 34) + "px" });
    section.append(el("h3", {}, waterfall.title), el("p", { class: "quiet" }, "Seconds " + waterfall.since),
      el("div", { class: "stage" }, el("div", { class: "card" }, picture), el("div", { class: "scroll" }, stageTable(waterfall.rows))));
    newChart(picture).setOption(waterfallOption(waterfall));
  });
}
