'use strict';
/* The topology as a picture. All text is set as text, never as markup. */
const Drawing = (() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const WIDTH = 900, HEIGHT = 500, BOX = 196, ROW = 42, HEAD = 26;
  const places = new Map(), nodes = new Map(), boxes = new Map(), pairs = new Map();
  let onChoose = () => {};

  function make(name, attributes, parent, text) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  }

  function button(group, choice) {
    group.setAttribute('role', 'button');
    group.setAttribute('tabindex', '0');
    const choose = event => { event.preventDefault(); event.stopPropagation(); onChoose(choice); };
    group.addEventListener('click', choose);
    group.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') choose(event); });
  }

  const height = box => HEAD + Math.max(1, box.nodes.length) * ROW + 4;

  /* Boxes with nodes on an ellipse, boxes of clients alone in a row below. */
  function place(topology) {
    const inner = topology.boxes.filter(b => b.nodes.length), outer = topology.boxes.filter(b => !b.nodes.length);
    const tallest = Math.max(...inner.map(height));
    const bottom = HEIGHT - (outer.length ? 85 : 8);
    const cx = WIDTH / 2, cy = (8 + bottom) / 2, rx = (WIDTH - BOX) / 2 - 8, ry = Math.max(0, (bottom - 8 - tallest) / 2);
    inner.forEach((box, i) => {
      const angle = -Math.PI / 2 + i * 2 * Math.PI / inner.length;
      const at = inner.length === 1 ? [cx, cy] : [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
      places.set(box.name, { x: at[0], y: at[1], h: height(box) });
    });
    outer.forEach((box, i) => places.set(box.name, { x: WIDTH * (i + 0.5) / outer.length, y: HEIGHT - 40, h: height(box) }));
  }

  function drawPair(svg, a, b) {
    const p = places.get(a), q = places.get(b), length = Math.hypot(q.x - p.x, q.y - p.y) || 1;
    const ox = -(q.y - p.y) / length * 4, oy = (q.x - p.x) / length * 4;
    const group = make('g', { class: 'pair' }, svg);
    make('line', { class: 'touch', x1: p.x, y1: p.y, x2: q.x, y2: q.y }, group);
    const way = (from, to, sign) => make('line', { class: 'way', x1: from.x + sign * ox, y1: from.y + sign * oy,
      x2: to.x + sign * ox, y2: to.y + sign * oy }, group);
    const forth = way(p, q, 1), back = way(q, p, -1);
    const mark = (t, sign) => make('text', { x: p.x + (q.x - p.x) * t + sign * ox * 1.5, y: p.y + (q.y - p.y) * t + sign * oy * 1.5 + 5 }, group, '');
    button(group, { kind: 'pair', a, b });
    pairs.set(a + '\n' + b, { a, b, group, ways: [[a, b, forth, mark(0.44, 1)], [b, a, back, mark(0.56, -1)]] });
  }

  function drawBox(svg, box) {
    const p = places.get(box.name), x = p.x - BOX / 2, y = p.y - p.h / 2;
    const group = make('g', { class: 'box' + (box.client ? ' client' : '') }, svg);
    make('rect', { x, y, width: BOX, height: p.h, rx: 8 }, group);
    make('text', { x: x + 10, y: y + 18, 'font-weight': 600 }, group, box.name + (box.client ? ' (client)' : ''));
    const own = make('text', { x: x + 10, y: y + HEAD + 20, class: 'small' }, group, '');
    button(group, { kind: 'box', name: box.name });
    group.setAttribute('aria-label', 'box ' + box.name);
    boxes.set(box.name, { group, own, hasNodes: box.nodes.length > 0 });
    box.nodes.forEach((node, i) => drawNode(svg, node, box.name, x + 6, y + HEAD + i * ROW));
  }

  function drawNode(parent, node, box, x, y) {
    const group = make('g', { class: 'node' }, parent);
    make('rect', { x, y, width: BOX - 12, height: ROW - 4, rx: 5 }, group);
    make('text', { x: x + 8, y: y + 16 }, group, node.name);
    const role = make('text', { x: x + 8, y: y + 31, class: 'small' }, group, '');
    button(group, { kind: 'node', name: node.name, sentinel: node.sentinel, box });
    nodes.set(node.name, { group, role, sentinel: node.sentinel });
  }

  function words(node, faults) {
    const hit = faults.find(f => f.id === node.hitBy);
    const parts = [];
    if (node.sentinel) parts.push('Sentinel');
    else if (node.role === 'master') parts.push('primary');
    else if (node.role === 'slave') parts.push('replica of ' + (node.primary || 'nobody'));
    else if (node.role) parts.push('no answer');
    if (hit) parts.push(hit.id + ': ' + hit.what.split(' ')[0]);
    else if (!node.sentinel && node.role === 'master' && node.writes !== 'acknowledged') parts.push('refuses writes');
    return parts.join(', ');
  }

  function update(now) {
    for (const node of now.nodes) {
      const drawn = nodes.get(node.name), text = words(node, now.faults);
      if (drawn.role.textContent !== text) {
        drawn.role.textContent = text;
        drawn.group.setAttribute('aria-label', node.name + ', ' + (text || 'not asked yet'));
      }
      drawn.group.classList.toggle('writes', node.writes === 'acknowledged');
      drawn.group.classList.toggle('hit', Boolean(node.hitBy));
    }
    for (const client of now.clients) {
      const drawn = boxes.get(client.name), text = Math.round(client.rate) + '/s at ' + (client.node || 'nobody');
      if (!drawn.hasNodes && drawn.own.textContent !== text) drawn.own.textContent = text;
    }
    for (const pair of pairs.values()) {
      const states = pair.ways.map(([from, to, line, mark]) => {
        const held = now.links.filter(l => l.from === from && l.to === to);
        const state = held.some(l => l.cut) ? 'cut' : held.length ? 'slow' : 'up';
        line.classList.toggle('cut', state === 'cut');
        line.classList.toggle('slow', state === 'slow');
        const text = state === 'cut' ? '✕' : state === 'slow' ? '~' : '';
        if (mark.textContent !== text) mark.textContent = text;
        return from + ' to ' + to + ' ' + state;
      });
      const label = 'link ' + states.join(', ');
      if (pair.group.getAttribute('aria-label') !== label) pair.group.setAttribute('aria-label', label);
    }
  }

  function draw(svg, topology, choose) {
    onChoose = choose;
    place(topology);
    const seen = new Set();
    for (const { from, to } of topology.links) {
      if (!seen.has(to + '\n' + from)) { seen.add(from + '\n' + to); drawPair(svg, from, to); }
    }
    topology.boxes.forEach(box => drawBox(svg, box));
  }

  function mark(choice) {
    svgOf().querySelectorAll('.chosen').forEach(e => e.classList.remove('chosen'));
    const group = choice.kind === 'pair' ? pairs.get(choice.a + '\n' + choice.b).group
      : choice.kind === 'node' ? nodes.get(choice.name).group : boxes.get(choice.name).group;
    group.classList.add('chosen');
  }

  const svgOf = () => document.getElementById('drawing');
  return { draw, update, mark };
})();
