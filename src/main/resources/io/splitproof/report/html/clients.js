function centres() {
  return Array.from({ length: data.bins.count }, (x, i) => data.bins.from + (i + 0.5) * data.bins.width);
}

/** Operations a second in each bin. */
function rates(counts) {
  return centres().map((x, i) => [x, (counts[i] || 0) / data.bins.width]);
}

function clientAxis(grid) {
  return {
    type: "value", gridIndex: grid, min: 0, max: (top) => Math.max(1, top.max * 1.35), splitNumber: 1,
    axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: true, lineStyle: { color: colour("line") } },
    splitLine: { show: false },
    name: data.clients[grid - 1].name + "\n" + data.clients[grid - 1].what,
    nameLocation: "middle", nameRotate: 0, nameGap: 8,
    nameTextStyle: { align: "right", color: colour("text"), fontSize: narrow() ? 10 : 11, lineHeight: 13, width: gutter() - 10, overflow: "truncate" },
  };
}

function area(id, grid, counts, look) {
  return {
    id: id + "-" + grid, type: "line", step: "middle", xAxisIndex: grid, yAxisIndex: grid, symbol: "none", silent: true,
    z: look.z, zlevel: 0, emphasis: { disabled: true }, lineStyle: { color: look.stroke, width: 1 }, areaStyle: { color: look.fill, opacity: 1 }, data: rates(counts),
  };
}

function sum(...lists) {
  return centres().map((x, i) => lists.reduce((total, list) => total + (list[i] || 0), 0));
}

/** What succeeded at the bottom, what is indeterminate on top of it, what was rejected on top of both. */
function clientSeries(client, grid, plan) {
  const c = colour;
  const series = [bandSeries("bands-" + grid, plan, grid)];
  if (client.rejected.length > 0) {
    series.push(area("rejected", grid, sum(client.ok, client.indeterminate, client.rejected), { fill: c("rejected-fill"), stroke: c("rejected"), z: 2 }));
  }
  if (client.indeterminate.length > 0) {
    series.push(area("indeterminate", grid, sum(client.ok, client.indeterminate), { fill: c("indeterminate"), stroke: c("indeterminate"), z: 3 }));
  }
  series.push(area("ok", grid, client.ok, { fill: c("ok-fill"), stroke: c("ok"), z: 4 }));
  if (client.lost.length > 0) {
    series.push(area("lost", grid, client.lost, { fill: hatch(c("lost")), stroke: c("lost"), z: 5 }));
  }
  if (client.outage) {
    const outage = {
      from: client.outage.from, to: client.outage.to, y: 1, h: 12, look: "outage",
      label: "outage " + (client.outage.to - client.outage.from).toFixed(3) + " s",
    };
    series.push(itemSeries("outage-" + grid, [outage], grid, 6));
  }
  return series;
}

function clientReading(client, at) {
  const bin = Math.floor((at - data.bins.from) / data.bins.width);
  const rate = (counts) => Math.round((counts[bin] || 0) / data.bins.width);
  if (bin < 0 || bin >= data.bins.count) {
    return "no load";
  }
  const words = [rate(client.ok) + "/s succeed"];
  [["lost", "/s of these lost"], ["indeterminate", "/s indeterminate"], ["rejected", "/s rejected"]]
    .filter(([of]) => rate(client[of]) > 0)
    .forEach(([of, text]) => words.push(rate(client[of]) + text));
  return words.join(", ");
}
