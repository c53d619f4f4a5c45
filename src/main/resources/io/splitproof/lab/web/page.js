'use strict';
/* The lab in a browser: what the server says is shown, what is pressed is sent as the command that one could type. */
(() => {
  const MOST_LINES = 500;
  const by = id => document.getElementById(id);
  let topology = null, now = null, choice = null, shownActions = '', shownFaults = '', over = false;

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  async function send(line) {
    const said = by('said');
    try {
      const answer = await fetch('command', { method: 'POST', body: line });
      const text = await answer.text();
      said.classList.toggle('refused', !answer.ok);
      said.textContent = '> ' + line + (text ? '\n' + text : '');
    } catch (failure) {
      said.classList.add('refused');
      said.textContent = '> ' + line + '\nthe lab did not answer; is it still running?';
    }
  }

  function command(label, line, className) {
    const button = element('button', label, className);
    button.type = 'button';
    button.title = line;
    button.disabled = over;
    button.addEventListener('click', () => send(line));
    return button;
  }

  const heal = id => command('heal ' + id, 'heal ' + id, 'heals');

  function nodeActions(chosen) {
    const state = now.nodes.find(n => n.name === chosen.name), name = chosen.name;
    if (state.hitBy) return [heal(state.hitBy)];
    const all = [
      command('kill', 'kill ' + name, 'breaks'),
      command('kill its host', 'kill ' + name + ' host', 'breaks'),
      command('stop', 'stop ' + name, 'breaks'),
      command('pause', 'pause ' + name, 'breaks'),
      command('restart', 'restart ' + name, 'breaks'),
    ];
    if (chosen.sentinel || (topology.kind === 'cluster' && state.role === 'slave')) all.push(command('failover', 'failover ' + name));
    if (topology.kind === 'plain' && state.role === 'slave') all.push(command('promote', 'promote ' + name));
    return all;
  }

  function pairActions({ a, b }) {
    const held = [...new Set(now.links.filter(l => (l.from === a && l.to === b) || (l.from === b && l.to === a)).map(l => l.fault))];
    const free = (from, to) => !now.links.some(l => l.from === from && l.to === to);
    const all = held.map(heal);
    if (free(a, b) && free(b, a)) {
      all.push(command('cut both ways', `cut ${a} ${b}`, 'breaks'), command('delay by 300 ms', `delay ${a} ${b} 300ms`, 'breaks'));
    }
    if (free(a, b)) all.push(command(`cut ${a} -> ${b}`, `cut ${a} -> ${b}`, 'breaks'));
    if (free(b, a)) all.push(command(`cut ${b} -> ${a}`, `cut ${b} -> ${a}`, 'breaks'));
    return all;
  }

  function boxActions({ name }) {
    const held = [...new Set(now.links.filter(l => l.from === name || l.to === name).map(l => l.fault))];
    return held.length ? held.map(heal) : [command('isolate', 'isolate ' + name, 'breaks')];
  }

  /* Of one group; in a Cluster every shard has a primary of its own. */
  function showDual() {
    const accepting = now.nodes.filter(n => n.writes === 'acknowledged').map(n => n.name);
    by('dual').hidden = topology.kind === 'cluster' || accepting.length < 2;
    const text = accepting.join(' and ') + ' accept writes at once';
    if (by('dual').textContent !== text) by('dual').textContent = text;
  }

  function showActions() {
    if (!choice || !now) return;
    const words = choice.kind === 'pair' ? `Link ${choice.a} – ${choice.b}` : choice.kind === 'box' ? `Box ${choice.name}` : `Node ${choice.name}`;
    const buttons = choice.kind === 'pair' ? pairActions(choice) : choice.kind === 'box' ? boxActions(choice) : nodeActions(choice);
    const key = words + buttons.map(b => b.title + b.disabled).join('\n');
    if (key === shownActions) return;
    shownActions = key;
    const hadFocus = by('actions').contains(document.activeElement);
    by('h-chosen').textContent = words;
    by('actions').replaceChildren(...buttons);
    if (hadFocus && buttons[0]) buttons[0].focus();
  }

  function showFaults() {
    const key = now.faults.map(f => f.id + f.state).join() + over;
    if (key === shownFaults) return;
    shownFaults = key;
    by('faults').replaceChildren(...(now.faults.length ? now.faults : [null]).map(fault => {
      if (!fault) return element('li', 'nothing', 'quiet');
      const item = element('li');
      item.append(element('span', `${fault.id} since ${fault.since.toFixed(1)} s, ${fault.state}: ${fault.what}`), heal(fault.id));
      return item;
    }));
  }

  function showRates() {
    by('rates').replaceChildren(...now.clients.map(client => {
      const row = element('tr');
      const cells = [client.name, Math.round(client.rate) + '/s', client.node || 'nobody', client.ok, client.fail, client.info];
      cells.forEach(cell => row.append(element('td', String(cell))));
      row.append(element('td', client.without > 0 ? client.without.toFixed(1) + ' s' : '–', client.without > 0 ? 'out' : ''));
      row.append(element('td', client.longest > 0 ? client.longest.toFixed(1) + ' s' : '–'));
      return row;
    }));
  }

  function showLines(lines) {
    const list = by('lines'), wanted = by('filter').value;
    for (const line of lines) {
      const item = element('li', undefined, line.kind);
      item.append(element('time', (line.atNanos / 1e9).toFixed(3)), element('span', line.text));
      item.hidden = !line.text.includes(wanted);
      list.prepend(item);
    }
    while (list.children.length > MOST_LINES) list.lastChild.remove();
  }

  function hear(news) {
    now = news.now;
    by('clock').textContent = `${now.phase}, ${now.seconds.toFixed(1)} s`;
    showDual();
    Drawing.update(now);
    Chart.add(now);
    showRates();
    showFaults();
    showActions();
    showLines(news.lines);
  }

  function notice(text) {
    by('notice').textContent = text;
    by('notice').hidden = false;
  }

  function end() {
    over = true;
    notice('The session is over. The verdict and the report are told in the terminal.');
    document.querySelectorAll('button, #line').forEach(b => { b.disabled = true; });
  }

  function listen() {
    const source = new EventSource('events');
    source.onmessage = message => { by('notice').hidden = true; hear(JSON.parse(message.data)); };
    source.addEventListener('end', () => { source.close(); end(); });
    source.onerror = () => { if (!over) notice('The lab does not answer. The page goes on as soon as it does.'); };
  }

  async function start() {
    topology = await (await fetch('topology')).json();
    by('name').textContent = topology.name;
    by('server').textContent = topology.server + (topology.factor === 1 ? '' : `, time-lapse ${topology.factor}`);
    by('usages').replaceChildren(...topology.usages.map(usage => { const o = element('option'); o.value = usage; return o; }));
    Drawing.draw(by('drawing'), topology, chosen => { choice = chosen; Drawing.mark(chosen); showActions(); });
    Chart.open();
    by('heal-all').addEventListener('click', () => send('heal all'));
    by('quit').addEventListener('click', () => { if (confirm('End the session? Everything is healed, judged and removed.')) send('quit'); });
    by('command').addEventListener('submit', event => { event.preventDefault(); send(by('line').value); by('line').select(); });
    by('filter').addEventListener('input', event => {
      for (const item of by('lines').children) item.hidden = !item.lastChild.textContent.includes(event.target.value);
    });
    listen();
  }

  start();
})();
