'use strict';
/* Successes of each client over the last two minutes of scenario time. */
const Chart = (() => {
  const SPAN = 120;
  const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];
  const marks = ['solid', 'dashed', 'dotted'];
  const points = new Map(), bands = new Map();
  let chart = null, drawn = 0;

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function open() {
    if (chart) chart.dispose();
    chart = echarts.init(document.getElementById('chart'), null, { renderer: 'canvas' });
  }

  function add(now) {
    for (const client of now.clients) {
      if (!points.has(client.name)) points.set(client.name, []);
      const series = points.get(client.name);
      series.push([now.seconds, client.rate]);
      while (series.length && series[0][0] < now.seconds - SPAN) series.shift();
    }
    for (const fault of now.faults) {
      if (!bands.has(fault.id)) bands.set(fault.id, [fault.since, null]);
    }
    for (const [id, band] of bands) {
      if (band[1] === null && !now.faults.some(f => f.id === id)) band[1] = now.seconds;
      if (band[1] !== null && band[1] < now.seconds - SPAN) bands.delete(id);
    }
    if (performance.now() - drawn > 480) { drawn = performance.now(); show(now.seconds); }
  }

  function show(seconds) {
    if (!chart) return;
    const from = Math.max(0, seconds - SPAN), quiet = colour('--quiet'), line = colour('--line');
    const areas = [...bands].map(([id, [a, b]]) => [
      { xAxis: Math.max(a, from), name: id, label: { color: colour('--fault'), position: 'insideTop' } },
      { xAxis: b === null ? seconds : b }]);
    chart.setOption({
      animation: false,
      grid: { left: 44, right: 12, top: 26, bottom: 24 },
      legend: { top: 0, textStyle: { color: colour('--text') } },
      xAxis: { type: 'value', min: from, max: Math.max(seconds, from + 10), axisLabel: { color: quiet, formatter: v => v.toFixed(0) + ' s' }, splitLine: { show: false } },
      yAxis: { type: 'value', min: 0, axisLabel: { color: quiet }, splitLine: { lineStyle: { color: line } } },
      series: [...points].map(([name, data], i) => ({
        name, type: 'line', showSymbol: false, data, color: colours[i % colours.length],
        lineStyle: { width: 2, type: marks[i % marks.length] },
        markArea: i === 0 ? { silent: true, itemStyle: { color: colour('--fault'), opacity: 0.13 }, data: areas } : undefined,
      })),
    });
  }

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', open);
  addEventListener('resize', () => chart && chart.resize());
  return { open, add };
})();
