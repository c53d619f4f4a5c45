// Rows of the timeline, top to bottom: phases, faults, two nodes acknowledging, the virtual IP, nodes, Sentinels, clients.
const HEIGHTS = { phase: 17, band: 18, virtualIp: 18, node: 32, lost: 21, sentinel: 18, client: 44 };
const VIRTUAL_IP = "virtual IP";
const narrow = () => window.innerWidth < 640;
const gutter = () => (narrow() ? 74 : 112);
let timeline = null;

/** Puts spans that overlap into rows of their own, at most so many. */
function inRows(spans, most) {
  const ends = [];
  return spans.map((span) => {
    let row = ends.findIndex((end) => end <= span.from);
    row = row < 0 ? Math.min(ends.length, most - 1) : row;
    ends[row] = Math.max(ends[row] || 0, span.to);
    return row;
  });
}

/** Where everything lies: items to draw, labels in the gutter, and the height of it all. */
function layout() {
  const plan = { items: [], labels: [], lines: [], y: 0, bands: [] };
  phases(plan);
  faults(plan);
  duals(plan);
  virtualIpLane(plan);
  data.nodes.forEach((node) => (node.sentinel ? sentinelLane : nodeLane)(plan, node));
  return plan;
}

function phases(plan) {
  data.phases.forEach((phase, i) => {
    const next = data.phases[i + 1];
    plan.items.push({
      from: phase.at, to: next ? next.at : data.to, y: plan.y + 2, h: 12, look: "phase", label: phase.name,
    });
  });
  plan.labels.push({ y: plan.y + 8, text: "phase", quiet: true });
  plan.y += HEIGHTS.phase;
}

function faults(plan) {
  const rows = inRows(data.faults, 4);
  data.faults.forEach((fault, i) => {
    const y = plan.y + rows[i] * HEIGHTS.band;
    plan.items.push({
      from: fault.from, to: fault.to, y: y + 2, h: 14, look: "fault", mark: "fault",
      label: moment(fault.from) + (fault.healed ? " to " + moment(fault.to) : ", not healed") + ": " + fault.words,
    });
    plan.bands.push({ from: fault.from, to: fault.to, top: y + 2, look: "fault" });
  });
  if (data.faults.length > 0) {
    plan.labels.push({ y: plan.y + 9, text: data.faults.length > 1 ? "faults" : "fault", quiet: true });
    plan.y += HEIGHTS.band * (1 + Math.max(...rows));
  }
}

function duals(plan) {
  data.duals.forEach((dual) => {
    plan.items.push({
      from: dual.from, to: dual.to, y: plan.y + 2, h: 14, look: "dual", mark: "dual",
      label: moment(dual.from) + " to " + moment(dual.to) + ": " + dual.loser + " and " + dual.winner + " both acknowledge",
    });
    plan.bands.push({ from: dual.from, to: dual.to, top: plan.y + 2, look: "dual" });
  });
  if (data.duals.length > 0) {
    plan.labels.push({ y: plan.y + 9, text: "two nodes", quiet: true });
    plan.y += HEIGHTS.band;
  }
}

function timelineOption() {
  const plan = layout();
  const clients = data.clients.length;
  const last = clients;
  const grids = [{ left: gutter(), right: 14, top: 4, height: plan.y }];
  data.clients.forEach((client, i) => grids.push({
    left: gutter(), right: 14, top: plan.y + 10 + i * (HEIGHTS.client + 8), height: HEIGHTS.client,
  }));
  const height = plan.y + 10 + clients * (HEIGHTS.client + 8) + 40;
  const axes = grids.map((grid, i) => ({
    type: "value", gridIndex: i, min: 0, max: data.to,
    axisLine: { show: i === last, lineStyle: { color: colour("line") } },
    axisTick: { show: i === last },
    axisLabel: { show: i === last, color: colour("quiet"), fontSize: 11, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: "{value} s" },
    splitLine: { lineStyle: { color: colour("shade") } },
    axisPointer: { z: 50, label: { show: i === last, backgroundColor: colour("text"), color: colour("card"), formatter: (p) => moment(p.value) } },
  }));
  const all = grids.map((grid, i) => i);
  return {
    height,
    option: {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: grids,
      xAxis: axes,
      yAxis: [{ gridIndex: 0, type: "value", min: 0, max: plan.y, inverse: true, show: false }]
        .concat(data.clients.map((client, i) => clientAxis(i + 1))),
      axisPointer: { z: 50, link: [{ xAxisIndex: "all" }], lineStyle: { color: colour("text"), width: 1, type: "dotted" } },
      tooltip: {
        trigger: "axis", confine: true, transitionDuration: 0, axisPointer: { type: "line", snap: false, z: 50 },
        backgroundColor: colour("card"), borderColor: colour("line"), padding: [6, 9],
        textStyle: { color: colour("text"), fontSize: 12 },
        formatter: (points) => (points.length > 0 ? reading(points[0].axisValue) : ""),
      },
      dataZoom: [
        { type: "inside", xAxisIndex: all, filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: true, moveOnMouseWheel: false },
        {
          type: "slider", xAxisIndex: all, filterMode: "none", height: 14, bottom: 4, brushSelect: false,
          borderColor: colour("line"), fillerColor: colour("shade"), backgroundColor: "transparent",
          handleStyle: { color: colour("card"), borderColor: colour("quiet") }, moveHandleSize: 0,
          textStyle: { color: colour("quiet"), fontSize: 10 }, labelFormatter: (v) => v.toFixed(1) + " s",
        },
      ],
      series: laneSeries(plan).concat(data.clients.flatMap((client, i) => clientSeries(client, i + 1, plan))),
      aria: { enabled: true, label: { description: "Timeline of the run. " + document.getElementById("story").innerText } },
    },
  };
}

/** What was so at that moment, as a small table of lines. */
function reading(at) {
  const box = el("div", { class: "tip" }, el("b", {}, moment(at)));
  const line = (who, what) => box.append(el("div", {}, el("b", {}, who + " "), what));
  const then = (spans) => spans.filter((s) => s.from <= at && at <= s.to);
  then(data.faults).forEach((f) => line(f.id, f.words));
  then(data.virtualIp).forEach((h) => line(VIRTUAL_IP, h.text));
  data.nodes.forEach((node) => {
    const words = then(node.roles).map((r) => r.text);
    then(node.acknowledged).forEach(() => words.push("acknowledges writes" + (then(node.lost).length > 0 ? ", which are lost" : "")));
    then(node.refused).forEach((r) => words.push(r.text));
    node.marks.filter((m) => Math.abs(m.at - at) < span() / 200).forEach((m) => words.push(m.name + " at " + moment(m.at)));
    if (words.length > 0) {
      line(node.name, words.join("; "));
    }
  });
  data.clients.forEach((client) => line(client.name, clientReading(client, at)));
  return box;
}
