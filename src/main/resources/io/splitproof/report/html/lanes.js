function nodeLane(plan, node) {
  const top = plan.y;
  node.roles.forEach((role) => plan.items.push({
    from: role.from, to: role.to, y: top + 3, h: 12, look: role.name, label: role.text, lane: node.name,
  }));
  node.refused.forEach((refused) => plan.items.push({
    from: refused.from, to: refused.to, y: top + 17, h: 12, look: "refused", label: refused.name, lane: node.name,
  }));
  node.acknowledged.forEach((span) => plan.items.push({
    from: span.from, to: span.to, y: top + 17, h: 12, look: "acknowledged", mark: "acknowledged", lane: node.name,
    label: "acknowledges " + count(span.count) + (span.count === 1 ? " write" : " writes"),
  }));
  plan.labels.push({ y: top + 15, text: node.name });
  plan.y += HEIGHTS.node;
  if (node.lost.length > 0) {
    lostBar(plan, node, plan.y);
    plan.y += HEIGHTS.lost;
  }
  plan.lines.push(plan.y);
}

/** A hatched bar with its words below; the largest stretch says why, as far as there is room. */
function lostBar(plan, node, y) {
  const most = Math.max(...node.lost.map((l) => l.count));
  node.lost.forEach((lost) => plan.items.push({
    from: lost.from, to: lost.to, y, h: 7, look: "lost", mark: "lost", lane: node.name, below: true,
    label: count(lost.count) + " lost" + (lost.count === most ? ": " + data.why : ""),
  }));
}

function sentinelLane(plan, node) {
  const top = plan.y;
  node.roles.forEach((span) => plan.items.push({
    from: span.from, to: span.to, y: top + 3, h: 12, look: "down", label: "", lane: node.name,
  }));
  node.marks.forEach((mark, i) => plan.items.push({
    from: mark.at, to: mark.at, y: top + 3, h: 12, look: "message", label: mark.name, lane: node.name,
    next: i + 1 < node.marks.length ? node.marks[i + 1].at : data.to * 2,
  }));
  plan.labels.push({ y: top + 9, text: node.name, quiet: true });
  plan.y += HEIGHTS.sentinel;
  plan.lines.push(plan.y);
}

function virtualIpLane(plan) {
  data.virtualIp.forEach((span) => plan.items.push({
    from: span.from, to: span.to, y: plan.y + 3, h: 12, look: span.name, label: span.text, lane: VIRTUAL_IP,
  }));
  if (data.virtualIp.length > 0) {
    plan.labels.push({ y: plan.y + 9, text: VIRTUAL_IP, quiet: true });
    plan.y += HEIGHTS.virtualIp;
    plan.lines.push(plan.y);
  }
}

/** How each kind of bar looks: none differs from another in colour alone. */
function looks() {
  const c = colour;
  return {
    phase: { fill: c("shade"), stroke: c("card"), text: c("quiet") },
    fault: { fill: c("fault-band"), stroke: c("fault"), text: c("text"), bold: true },
    dual: { fill: c("dual-band"), stroke: c("dual"), dash: [4, 3], text: c("text"), bold: true },
    primary: { fill: "transparent", stroke: c("primary"), width: 2, text: c("text") },
    replica: { fill: c("shade"), stroke: "transparent", text: c("quiet") },
    held: { fill: c("shade"), stroke: c("quiet"), text: c("text") },
    several: { fill: c("dual-band"), stroke: c("dual"), dash: [4, 3], text: c("text"), bold: true },
    nobody: { fill: "transparent", stroke: c("replica"), dash: [2, 3], text: c("quiet") },
    leads: { fill: c("shade"), stroke: c("quiet"), text: c("text") },
    unreachable: { fill: "transparent", stroke: c("replica"), dash: [2, 3], text: c("quiet") },
    acknowledged: { fill: c("primary"), stroke: c("primary"), text: c("card") },
    lost: { fill: hatch(c("lost")), stroke: c("lost"), text: c("lost"), bold: true },
    refused: { fill: c("fault-band"), stroke: c("fault"), dash: [2, 2], text: c("text") },
    down: { fill: c("fault-band"), stroke: c("fault"), dash: [1, 2], text: c("text") },
    outage: { fill: "transparent", stroke: c("violated"), dash: [4, 2], text: c("violated"), bold: true },
  };
}

function bar(item, left, right, y, look) {
  const shape = { x: left, y, width: Math.max(1.5, right - left), height: item.h };
  const children = [{
    type: "rect", shape,
    style: { fill: look.fill, stroke: look.stroke, lineWidth: look.width || 1, lineDash: look.dash || null },
  }];
  const size = 10.5;
  const room = right - left - 8;
  if (item.label && room > 26) {
    children.push({
      type: "text",
      style: {
        text: item.label, x: left + 4, y: item.below ? y + item.h + 7 : y + item.h / 2 - 0.5, fill: look.text, fontSize: size,
        fontWeight: look.bold ? 600 : 400, verticalAlign: "middle", width: room, overflow: "truncate", ellipsis: "…",
      },
    });
  }
  return { type: "group", children };
}

function message(item, x, y, coord) {
  const children = [{
    type: "path", shape: { pathData: "M0,-4 L4,0 L0,4 L-4,0 Z" }, x, y: y + item.h / 2,
    style: { fill: colour("text") },
  }];
  if (coord(item.next) - x > textWidth(item.label, 10) + 14) {
    children.push({
      type: "text",
      style: { text: item.label, x: x + 6, y: y + item.h / 2, fill: colour("text"), fontSize: 10, verticalAlign: "middle" },
    });
  }
  return { type: "group", children };
}

/** A custom series that draws those items, clipped to the time that is shown. */
function itemSeries(id, items, grid, z) {
  const look = looks();
  return {
    id, type: "custom", xAxisIndex: grid, yAxisIndex: grid, z, silent: true, tooltip: { show: false },
    encode: { x: [0, 1], y: 2 },
    data: items.map((item) => [item.from, item.to, 0]),
    renderItem(params, api) {
      const item = items[params.dataIndex];
      const area = params.coordSys;
      const coord = (at) => api.coord([at, 0])[0];
      const left = coord(item.from);
      const right = coord(item.to);
      if (right < area.x || left > area.x + area.width) {
        return null;
      }
      if (item.look === "message") {
        return message(item, left, area.y + item.y, coord);
      }
      return bar(item, Math.max(left, area.x), Math.min(right, area.x + area.width), area.y + item.y, look[item.look]);
    },
  };
}

/** Faults and times of two nodes acknowledging, through all lanes. */
function bandSeries(id, plan, grid) {
  return {
    id, type: "custom", xAxisIndex: grid, yAxisIndex: grid, z: 1, silent: true, tooltip: { show: false },
    encode: { x: [0, 1], y: 2 },
    data: plan.bands.map((band) => [band.from, band.to, 0]),
    renderItem(params, api) {
      const band = plan.bands[params.dataIndex];
      const area = params.coordSys;
      const left = Math.max(api.coord([band.from, 0])[0], area.x);
      const right = Math.min(api.coord([band.to, 0])[0], area.x + area.width);
      const top = area.y + (grid === 0 ? band.top : 0);
      return right < left ? null : {
        type: "rect",
        shape: { x: left, y: top, width: right - left, height: area.y + area.height - top },
        style: { fill: colour(band.look + "-band"), opacity: 0.5 },
      };
    },
  };
}

function labelSeries(plan) {
  const size = narrow() ? 10 : 11.5;
  return {
    id: "labels", type: "custom", xAxisIndex: 0, yAxisIndex: 0, z: 5, silent: true, clip: false, tooltip: { show: false },
    data: [[0, 0]],
    renderItem(params) {
      const area = params.coordSys;
      const texts = plan.labels.map((label) => ({
        type: "text",
        style: {
          text: label.text, x: area.x - 8, y: area.y + label.y, align: "right", verticalAlign: "middle",
          fill: colour(label.quiet ? "quiet" : "text"), fontSize: label.quiet ? size - 1 : size, fontWeight: label.quiet ? 400 : 600,
          width: gutter() - 10, overflow: "truncate", ellipsis: "…",
        },
      }));
      const lines = plan.lines.map((y) => ({
        type: "line", shape: { x1: area.x, y1: area.y + y, x2: area.x + area.width, y2: area.y + y },
        style: { stroke: colour("line"), lineWidth: 0.5 },
      }));
      return { type: "group", children: lines.concat(texts) };
    },
  };
}

function laneSeries(plan) {
  // The axis pointer follows the axis of a series with points; this one has two, and nothing to see.
  const pointer = {
    id: "pointer", type: "line", xAxisIndex: 0, yAxisIndex: 0, symbol: "none", lineStyle: { opacity: 0 }, silent: true,
    zlevel: 0, emphasis: { disabled: true },
    data: data.bins.count > 0 ? centres().map((x) => [x, 0]) : [[0, 0], [data.to, 0]],
  };
  return [bandSeries("bands", plan, 0), itemSeries("lanes", plan.items, 0, 3), labelSeries(plan), pointer];
}
