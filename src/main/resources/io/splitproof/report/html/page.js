"use strict";
// Everything on the page comes from this one value, and is set as text: nothing of it is ever read as HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const charts = [];

/** A colour of the palette, as it is now: light, dark or print. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

/** An element with attributes and children; strings become text. */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.filter((c) => c !== null && c !== undefined));
  return element;
}

function moment(seconds) {
  return seconds.toFixed(3) + " s";
}

function count(number) {
  return number.toLocaleString("en-US");
}

/** Pixels that a text of that size takes, near enough to decide whether it fits. */
function textWidth(text, size) {
  return text.length * size * 0.56;
}

/** A diagonal hatch, which tells lost from kept where colours do not. */
function hatch(of) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const brush = tile.getContext("2d");
  brush.strokeStyle = of;
  brush.lineWidth = 2.2;
  for (const x of [-6, 0, 6]) {
    brush.moveTo(x, 6);
    brush.lineTo(x + 6, 0);
  }
  brush.stroke();
  return { image: tile.toDataURL(), imageWidth: tile.width, imageHeight: tile.height, repeat: "repeat" };
}

function newChart(element) {
  const chart = echarts.init(element, null, { renderer: "svg" });
  charts.push(chart);
  return chart;
}
