// The table comes as markup. Here groups are folded (and stay so in this browser), the arrow keys walk from cell to
// cell so that the whole table is one stop of the Tab key, a cell asked for is told, and Esc asks to close its panel.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const heat = (parentElement.heat ??= makeHeat(parentElement));
  heat.tell = setTriggerValue;
  heat.update(data);
}

const STOPS = "button, a[href]";

function makeHeat(parent) {
  const box = document.createElement("div");
  box.className = "heat";
  box.setAttribute("role", "region");
  parent.appendChild(box);
  const heat = { box, markup: "", opened: "" };

  heat.update = (data) => {
    box.setAttribute("aria-label", data.labels.table);
    if (data.markup !== heat.markup) rebuild(heat, data);
    if (data.opened !== heat.opened) open(heat, data.opened);
  };
  box.addEventListener("click", (event) => pressed(heat, event));
  box.addEventListener("focusin", (event) => event.target.matches(STOPS) && stopAt(heat, event.target));
  box.addEventListener("keydown", (event) => walk(heat, event));
  document.addEventListener("keydown", function escape(event) {
    if (!box.isConnected) document.removeEventListener("keydown", escape);
    else if (event.key === "Escape" && heat.opened && !elsewhere(event)) heat.tell("closed", true);
  });
  return heat;
}

// Esc in a field, or with a list of choices open, is meant for that
function elsewhere(event) {
  const at = event.composedPath()[0];
  return event.isComposing || at.matches?.("input, textarea, select") || document.querySelector("[role=listbox]");
}

function rebuild(heat, data) {
  const { box } = heat;
  const focused = box.getRootNode().activeElement?.dataset?.cell;
  heat.markup = data.markup;
  heat.store = `tracker.folded.${data.name}`;
  heat.labels = data.labels;
  heat.opened = "";
  box.innerHTML = data.markup;
  const folded = new Set(JSON.parse(localStorage.getItem(heat.store) ?? "[]"));
  for (const group of groupsOf(heat)) fold(group, folded.has(group.dataset.group));
  if (groupsOf(heat).length) addFoldAll(heat);
  const stop = (focused && cellNamed(heat, focused)) || box.querySelector(STOPS);
  if (stop) stopAt(heat, stop);
  if (focused) stop?.focus();
}

function groupsOf(heat) {
  return [...heat.box.querySelectorAll("tbody[data-group]")];
}

function addFoldAll(heat) {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.className = "all";
  heat.box.querySelector("thead th").append(" ", button);
  heat.all = button;
  nameFoldAll(heat);
}

function nameFoldAll(heat) {
  const open = groupsOf(heat).some((group) => !group.classList.contains("folded"));
  heat.all.textContent = open ? heat.labels.fold : heat.labels.unfold;
}

function fold(group, folded) {
  group.classList.toggle("folded", folded);
  group.querySelector(".fold").setAttribute("aria-expanded", String(!folded));
}

function pressed(heat, event) {
  const button = event.target.closest("button");
  if (!button) return;
  const asked = button.dataset.cell ?? button.dataset.opens;
  if (asked) heat.tell("cell", asked);
  if (button.className === "fold") fold(button.closest("tbody"), button.getAttribute("aria-expanded") === "true");
  if (button === heat.all) {
    const folded = button.textContent === heat.labels.fold;
    for (const group of groupsOf(heat)) fold(group, folded);
  }
  if (!asked) remember(heat);
}

// what is folded while filters hide other groups is remembered beside theirs
function remember(heat) {
  const kept = new Set(JSON.parse(localStorage.getItem(heat.store) ?? "[]"));
  for (const group of groupsOf(heat)) kept[group.classList.contains("folded") ? "add" : "delete"](group.dataset.group);
  localStorage.setItem(heat.store, JSON.stringify([...kept]));
  nameFoldAll(heat);
}

function open(heat, name) {
  const before = heat.opened ? cellNamed(heat, heat.opened) : null;
  before?.removeAttribute("aria-current");
  heat.opened = name;
  const cell = name ? cellNamed(heat, name) : null;
  cell?.setAttribute("aria-current", "true");
  if (cell) {
    const group = cell.closest("tbody[data-group]");
    if (group) fold(group, false);
    stopAt(heat, cell);
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  } else if (before && document.activeElement === document.body) before.focus();
}

function cellNamed(heat, name) {
  return heat.box.querySelector(`[data-cell="${CSS.escape(name)}"]`);
}

function stopAt(heat, stop) {
  for (const other of heat.box.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  stop.tabIndex = 0;
}

function walk(heat, event) {
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -99], End: [0, 99] };
  const step = steps[event.key];
  const at = event.target.closest("td, th");
  if (!step || !at) return;
  event.preventDefault();
  const row = at.parentElement;
  const next = step[0] ? below(heat, row, at, step[0]) : beside(row, at, step[1]);
  next?.focus();
}

function beside(row, at, step) {
  const stops = [...row.querySelectorAll(STOPS)];
  const place = stops.findIndex((stop) => at.contains(stop)) + step;
  return stops[Math.max(0, Math.min(stops.length - 1, place))];
}

function below(heat, row, at, step) {
  const rows = [...heat.box.querySelectorAll("tr")].filter((other) => other.offsetParent && other.querySelector(STOPS));
  const next = rows[rows.indexOf(row) + step];
  return next?.cells[at.cellIndex]?.querySelector(STOPS) ?? next?.querySelector(STOPS);
}
