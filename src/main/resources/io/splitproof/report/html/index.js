const MEASURES = [
  { key: "writable", name: "writable after, s" },
  { key: "outage", name: "outage, s" },
  { key: "lost", name: "lost writes" },
];
// Each verdict has a shape of its own, so that colour alone says nothing.
const SYMBOLS = { held: "circle", violated: "triangle", unknown: "diamond" };

/** The value by which a cell is sorted: a number where it is one; what was not measured comes last. */
function key(row, column) {
  const cell = row.cells[column];
  const text = cell === undefined ? "" : cell.dataset.sort || "";
  const number = Number(text);
  return text === "" ? null : Number.isNaN(number) ? text : number;
}

function compare(a, b, direction) {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return direction * (typeof a === typeof b && typeof a === "number" ? a - b : String(a).localeCompare(String(b)));
}

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = el("button", { type: "button" }, head.textContent);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows].map((row) => [key(row, column), row]);
      rows.sort(([a], [b]) => compare(a, b, direction));
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
    head.replaceChildren(button);
  });
}

function startFilters() {
  const search = document.getElementById("search");
  const verdict = document.getElementById("verdict");
  const rows = [...document.querySelectorAll("#runs tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter((w) => w !== "");
    let shown = 0;
    rows.forEach(({ row, text }) => {
      const wanted = (verdict.value === "" || row.dataset.result === verdict.value) && words.every((w) => text.includes(w));
      row.hidden = !wanted;
      shown += wanted ? 1 : 0;
    });
    document.getElementById("shown").textContent = count(shown) + " of " + count(rows.length) + " runs";
  };
  search.addEventListener("input", update);
  verdict.addEventListener("change", update);
  update();
}

/** Points of one scenario in order of time, as far as something was measured. */
function pointsOf(scenario) {
  return data.filter((p) => p.scenario === scenario).sort((a, b) => (a.started < b.started ? -1 : 1));
}

function trendSeries(points, measure, grid) {
  const measured = points.map((p) => [Date.parse(p.started), p[measure.key], p]).filter(([, y]) => y !== null && y !== undefined);
  const line = {
    type: "line", xAxisIndex: grid, yAxisIndex: grid, symbol: "none", silent: true,
    lineStyle: { color: colour("line"), width: 1 }, data: measured.map(([x, y]) => [x, y]),
  };
  return [line, ...Object.entries(SYMBOLS).map(([result, symbol]) => ({
    type: "scatter", name: result, xAxisIndex: grid, yAxisIndex: grid, symbol, symbolSize: 10,
    itemStyle: { color: colour(result) },
    data: measured.filter(([, , p]) => p.result === result).map(([x, y, p]) => ({ value: [x, y], run: p })),
  }))];
}

function tooltip(params) {
  const run = params.data.run;
  return el("div", {}, el("b", {}, run.started.slice(0, 19).replace("T", " ")), el("div", {}, run.result + ", run " + run.run),
    ...MEASURES.filter((m) => run[m.key] !== null && run[m.key] !== undefined)
      .map((m) => el("div", {}, m.name + ": " + (m.key === "lost" ? count(run.lost) : run[m.key].toFixed(3)))));
}

function trendOption(points) {
  const width = 100 / MEASURES.length;
  const grids = MEASURES.map((m, i) => ({ left: 5 + i * width * 0.95 + "%", width: width * 0.8 + "%", top: 46, bottom: 40 }));
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { data: Object.keys(SYMBOLS), top: 6, textStyle: { color: colour("text") }, selectedMode: false },
    grid: grids,
    title: MEASURES.map((m, i) => ({
      text: m.name, left: grids[i].left, top: 24, textStyle: { color: colour("text"), fontSize: 12, fontWeight: 600 },
    })),
    xAxis: grids.map((g, i) => ({
      type: "time", gridIndex: i, axisLabel: { color: colour("quiet"), fontSize: 10, hideOverlap: true },
      axisLine: { lineStyle: { color: colour("line") } },
    })),
    yAxis: grids.map((g, i) => ({
      type: "value", gridIndex: i, min: 0, axisLabel: { color: colour("quiet"), fontSize: 10 },
      splitLine: { lineStyle: { color: colour("line") } },
    })),
    tooltip: { trigger: "item", formatter: tooltip, backgroundColor: colour("card"), borderColor: colour("line"), textStyle: { color: colour("text") } },
    series: MEASURES.flatMap((m, i) => trendSeries(points, m, i)),
    aria: { enabled: true },
  };
}

function startTrends() {
  const names = [...new Set(data.map((p) => p.scenario))].sort();
  const counts = new Map(names.map((n) => [n, data.filter((p) => p.scenario === n).length]));
  if (names.length === 0) {
    return;
  }
  document.getElementById("trends").hidden = false;
  const choice = document.getElementById("trend-of");
  choice.append(...names.map((n) => el("option", { value: n }, n + " (" + count(counts.get(n)) + ")")));
  choice.value = names.reduce((most, n) => (counts.get(n) > counts.get(most) ? n : most), names[0]);
  const chart = newChart(document.getElementById("trend-chart"));
  const draw = () => {
    const points = pointsOf(choice.value);
    document.getElementById("trend-words").textContent = points.length < 2 ? "One run is no trend." : "";
    chart.setOption(trendOption(points), { notMerge: true });
  };
  choice.addEventListener("change", draw);
  window.addEventListener("resize", () => chart.resize());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

document.querySelectorAll("table.sortable").forEach(makeSortable);
startFilters();
startTrends();
document.documentElement.dataset.drawn = "yes";
