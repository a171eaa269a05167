"use strict";
// Everything that can be seen was worked out beforehand; this only puts it in its place, step by step.
const data = JSON.parse(document.getElementById("data").textContent);
const last = data.scenes.length - 1;
const here = { at: location.hash === "#start" ? 0 : last, measure: "stance", chosen: data.chosen, timer: 0 };
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const put = (selector, words, root = document) => { one(selector, root).textContent = words; };

function made(tag, words, looks = {}) {
  const element = document.createElement(tag);
  element.textContent = words;
  return Object.assign(element, looks);
}

function signed(amount) {
  return Math.abs(amount) < 0.005 ? "0" : (amount < 0 ? "−" : "+") + Math.abs(amount).toFixed(2);
}

// -- where we are ---------------------------------------------------------------------------

function showScene(scene) {
  for (const part of ["title", "when", "agenda", "text", "done"]) put("#" + part, scene[part]);
  const told = scene.lines.filter((line) => !line.startsWith(scene.round + " · "));
  one("#lines").replaceChildren(...told.map((line) => made("p", line)));
  one("#outcome").hidden = !scene.over;
  one("#scrubber").value = here.at;
  one("#scrubber").setAttribute("aria-valuetext", scene.title + ", " + scene.done);
  one("#first").disabled = one("#back").disabled = here.at === 0;
  one("#next").disabled = one("#end").disabled = here.at === last;
}

function showMinutes() {
  for (const part of all("#minutes [data-scene]")) {
    part.hidden = Number(part.dataset.scene) > here.at;
    part.classList.toggle("here", Number(part.dataset.scene) === here.at);
  }
}

function showRounds(scene) {
  const drawing = one(".rounds");
  const [text, events, silences] = scene.at;
  const until = { events: events, silence: silences };
  const end = data.scenes[last].at[0];
  for (const veil of all(".ahead", drawing)) {
    const from = until[veil.classList[1]] ?? text;
    veil.setAttribute("x", from);
    veil.setAttribute("width", Math.max(0, end - from));
  }
  for (const edge of ["x1", "x2"]) one(".now", drawing).setAttribute(edge, text);
  drawing.classList.toggle("under-way", here.at < last);
}

// -- the alliance ---------------------------------------------------------------------------

function shade(scene) {
  if (here.measure === "stance") return null;
  const known = data.shades[here.measure];
  return { key: known.key, tiles: known.rounds[Math.min(scene.round, known.rounds.length - 1)] };
}

function showAlliance(scene, hearing) {
  const shades = shade(scene);
  for (const tile of all(".tile, .node")) {
    const code = tile.dataset.code;
    let [kind, sign, value, letter, pivotal, broke, told] = hearing.faces[code];
    if (shades) [kind, sign, value] = [shades.tiles[code][0], "", shades.tiles[code][1]];
    const marks = { patron: code === data.patron, pivotal: pivotal, chosen: code === here.chosen };
    const looks = [tile.classList[0], "k-" + kind, ...Object.keys(marks).filter((mark) => marks[mark])];
    tile.setAttribute("class", looks.join(" "));
    put("title", told, tile);
    tile.setAttribute("aria-label", told);
    put(".sign", sign, tile);
    if (tile.classList[0] === "node") { put(".value", sign ? "" : value, tile); continue; }
    put(".value", value, tile);
    put(".letter", letter ? "✉\ufe0e" : "", tile);
    put(".remark", pivotal ? "pivotal" : "", tile);
    put(".broke", broke, tile);
  }
  for (const tie of all(".tie")) tie.classList.toggle("lit", tie.dataset.from === here.chosen);
  showKey(shades ? shades.key : hearing.key);
  put("#unit", shades ? one(`[data-measure="${here.measure}"]`).title : hearing.unit);
}

function showKey(chips) {
  const entries = chips.map(([kind, sign, words]) => {
    const entry = made("span", "");
    entry.append(made("span", sign, { className: "chip k-" + kind }), " " + words);
    return entry;
  });
  one("#key").replaceChildren(...entries);
}

function showTable(hearing) {
  const body = one("#rows");
  const rows = Object.fromEntries(all("tr", body).map((row) => [row.dataset.code, row]));
  for (const code of hearing.order) {
    const row = rows[code], said = hearing.rows[code], face = hearing.faces[code];
    for (const cell of ["asked", "total", "objection", "need"]) put("." + cell, said[cell], row);
    put(".sign", face[1], row);
    put(".marks-of", said.marks, row);
    row.className = [face[4] ? "pivotal" : "", code === here.chosen ? "chosen" : ""].join(" ").trim();
    body.append(row);
  }
}

// -- one ally -------------------------------------------------------------------------------

function showAlly(scene, hearing) {
  const code = here.chosen, said = hearing.rows[code];
  put("#ally-name", data.names[code]);
  put("#tab-ally", data.names[code]);
  put("#verdict", verdict(code, hearing));
  put("#red-line", data.red_lines[code] ?? "");
  one("#bars").hidden = !said?.parts;
  if (said?.parts) showBars(said);
  one("#history").replaceChildren(...history(code, scene).map((line) => made("li", line)));
  one("#figures-box").hidden = !(code in data.figures);
  one("#figures").replaceChildren(...(data.figures[code] ?? []).map(figure));
}

function verdict(code, hearing) {
  const said = hearing.rows[code];
  if (!said) return hearing.faces[code][6].split("\n").slice(1).join("; ");
  return said.parts ? `${said.says} Would need, to accept: ${said.need}.` : said.says;
}

function history(code, scene) {
  if (code === data.patron) return data.moves.slice(0, scene.round);
  const heard = data.hearings.slice(0, scene.heard + 1).filter((hearing) => hearing.rows[code].parts);
  return heard.map((hearing) => `${hearing.when}: ${hearing.rows[code].verdict}`);
}

function figure([meaning, value, key]) {
  const [source, web] = data.sources[key] ?? [key, ""];
  const row = made("tr", ""), cell = made("td", "");
  cell.append(web ? made("a", source, { href: web, rel: "noreferrer" }) : source);
  row.append(made("th", meaning, { scope: "row" }), made("td", value), cell);
  return row;
}

function showBars(said) {
  const ends = [];
  said.parts.reduce((from, amount) => { ends.push([from, from + amount]); return from + amount; }, 0);
  const whole = said.parts.reduce((sum, amount) => sum + amount, 0);
  ends.splice(data.bars.merits, 0, [0, ends[data.bars.merits - 1][1]]);
  all("[data-part]", one("#bars")).forEach((row, place) => {
    const total = row.dataset.part === "total";
    drawBar(row, ...(total ? [0, whole] : ends[place]));
    if (total) put("text", "all in all: " + said.verdict, row);
  });
}

function drawBar(row, from, to) {
  const { zero, scale } = data.bars, bar = one(".bar", row), amount = one(".amount", row), ahead = to >= from;
  if (!row.classList.contains("sum")) {
    row.setAttribute("class", Math.abs(to - from) < 0.005 ? "nil" : ahead ? "for" : "against");
  }
  bar.setAttribute("x", zero + Math.min(from, to) * scale);
  bar.setAttribute("width", Math.abs(to - from) * scale);
  amount.setAttribute("x", zero + to * scale + (ahead ? 5 : -5));
  amount.setAttribute("text-anchor", ahead ? "start" : "end");
  amount.textContent = signed(to - from);
  put("title", `${one("text", row).textContent}: ${amount.textContent} points`, row);
}

// -- money ----------------------------------------------------------------------------------

function showBuys(bought) {
  one("#intro").replaceChildren(...bought.intro.map((line) => made("p", line)));
  put("#year", bought.year);
  const body = one("#bought");
  const rows = Object.fromEntries(all("tr", body).map((row) => [row.dataset.code, row]));
  for (const code of bought.order) {
    all("td", rows[code]).forEach((cell, place) => { cell.textContent = bought.rows[code][place]; });
    rows[code].classList.toggle("chosen", code === here.chosen);
    body.append(rows[code]);
  }
}

// -- all of it, and what a reader may do ----------------------------------------------------

function show() {
  const scene = data.scenes[here.at], hearing = data.hearings[scene.heard];
  showScene(scene);
  showMinutes();
  showRounds(scene);
  showAlliance(scene, hearing);
  showTable(hearing);
  showAlly(scene, hearing);
  showBuys(data.bought[scene.bought]);
}

function go(at) {
  here.at = Math.min(Math.max(at, 0), last);
  if (here.at === last) pause();
  show();
}

function goRound(way) {
  const round = data.scenes[here.at].round + way;
  const ends = data.scenes.map((scene) => scene.round).lastIndexOf(Math.max(round, 0));
  go(ends < 0 ? last : ends);
}

function pause() {
  clearInterval(here.timer);
  here.timer = 0;
  one("#play").setAttribute("aria-pressed", "false");
}

function playOrPause() {
  if (here.timer) return pause();
  if (here.at === last) go(0);
  here.timer = setInterval(() => go(here.at + 1), 1800);
  one("#play").setAttribute("aria-pressed", "true");
}

function choose(code, turn) {
  here.chosen = code;
  if (turn) openTab(one("#tab-ally"));
  show();
}

function openTab(tab) {
  for (const other of all('[role="tab"]')) {
    other.setAttribute("aria-selected", String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
    one("#" + other.getAttribute("aria-controls")).hidden = other !== tab;
  }
}

function press(group, button) {
  for (const other of all(`[${group}]`)) other.setAttribute("aria-pressed", String(other === button));
}

function keyed(event) {
  const tab = event.target.closest('[role="tab"]'), way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const tile = event.target.closest("[tabindex][data-code]");
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (tile && (event.key === "Enter" || event.key === " ")) choose(tile.dataset.code, true);
  else if (tab && way) {
    const tabs = all('[role="tab"]'), next = tabs[(tabs.indexOf(tab) + way + tabs.length) % tabs.length];
    openTab(next);
    next.focus();
  } else if (event.target.closest("#scrubber, .scroll")) return;
  else if (way) { pause(); if (event.shiftKey) goRound(way); else go(here.at + way); }
  else if (event.key === "Home") go(0);
  else if (event.key === "End") go(last);
  else return;
  event.preventDefault();
}

function begin() {
  document.documentElement.classList.add("js");
  const steps = { first: () => go(0), back: () => go(here.at - 1), next: () => go(here.at + 1), end: () => go(last) };
  for (const [id, step] of Object.entries(steps)) one("#" + id).addEventListener("click", () => { pause(); step(); });
  one("#play").addEventListener("click", playOrPause);
  one("#scrubber").addEventListener("input", (event) => { pause(); go(Number(event.target.value)); });
  document.addEventListener("keydown", keyed);
  for (const tab of all('[role="tab"]')) {
    tab.addEventListener("click", (event) => {
      openTab(tab);
      if (event.detail) tab.blur();  // clicked by hand: arrow keys go on stepping
    });
  }
  for (const tile of all(".tile, .node")) {
    tile.addEventListener("click", () => choose(tile.dataset.code, true));
    tile.addEventListener("focus", () => choose(tile.dataset.code, false));
  }
  for (const row of all("#rows tr")) row.addEventListener("click", () => choose(row.dataset.code, true));
  for (const head of all("[data-round]")) {
    head.addEventListener("click", () => { pause(); here.at = 0; goRound(Number(head.dataset.round)); });
  }
  for (const button of all("[data-measure]")) {
    button.addEventListener("click", () => { here.measure = button.dataset.measure; press("data-measure", button); show(); });
  }
  for (const button of all("[data-view]")) {
    button.addEventListener("click", () => {
      press("data-view", button);
      for (const view of ["map", "network"]) one("#" + view).style.display = view === button.dataset.view ? "block" : "none";
    });
  }
  openTab(one("#tab-allies"));
  show();
}

begin();
