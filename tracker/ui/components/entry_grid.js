// The month's form as one table of ordinary inputs: Enter and Tab walk down, a block copied from a spreadsheet is
// pasted from the field it starts in. Every change becomes an edit with an id of its own, and is sent again until
// the answer names that id, so that none is lost and none applied twice.

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const grid = (parentElement.grid ??= makeGrid(parentElement));
  grid.send = (edits) => setStateValue("edits", edits);
  grid.update(data);
}

function makeGrid(parent) {
  const box = document.createElement("div");
  box.className = "grid";
  parent.appendChild(box);
  const grid = { pending: [], rows: new Map(), shape: "", open: new Set(), data: null };

  grid.update = (data) => {
    grid.data = data;
    const done = new Set(data.done);
    grid.pending = grid.pending.filter((edit) => !done.has(edit.id));
    const shape = JSON.stringify([data.form, data.readonly, data.rows.map((row) => row.key), data.labels]);
    if (shape !== grid.shape) {
      grid.shape = shape;
      grid.pending = [];
      build(grid, box, data);
    }
    for (const row of data.rows) show(grid, row);
    for (const group of data.groups) showGroup(grid, group);
  };
  return grid;
}

function build(grid, box, data) {
  grid.rows.clear();
  box.replaceChildren();
  const table = box.appendChild(element("table"));
  const head = table.appendChild(element("thead")).appendChild(element("tr"));
  for (const [name, label] of Object.entries(data.labels.columns)) {
    const cell = head.appendChild(element("th", NUMBERS.has(name) ? "n" : "", label));
    cell.scope = "col";
  }
  const body = table.appendChild(element("tbody"));
  for (const group of data.groups) {
    const line = body.appendChild(element("tr", "group"));
    const cell = line.appendChild(element("th", "", group.name));
    cell.colSpan = Object.keys(data.labels.columns).length;
    cell.appendChild(element("small"));
    cell.dataset.group = group.code;
    for (const row of data.rows.filter((row) => row.group === group.code)) body.append(...buildRow(grid, row, data));
  }
}

const NUMBERS = new Set(["value", "last_month", "last_year", "ytd", "change"]);

function buildRow(grid, row, data) {
  const line = element("tr");
  const name = line.appendChild(element("th", "", row.name));
  name.scope = "row";
  if (row.help) name.title = row.help;
  const required = name.appendChild(element("span", "required", "\u2060*"));
  required.title = data.labels.required;
  const value = cellOf(line, "n").appendChild(element("input", "value"));
  value.type = "text";
  value.inputMode = "decimal";
  value.autocomplete = "off";
  value.setAttribute("aria-label", row.name);
  const unit = cellOf(line).appendChild(element("select"));
  unit.setAttribute("aria-label", `${row.name} ${data.labels.columns.unit}`);
  for (const option of row.units) unit.add(new Option(option, option));
  const cells = { line, value, unit, required };
  for (const part of ["last_month", "last_year", "ytd", "change"]) cells[part] = cellOf(line, "n");
  cells.echo = cellOf(line).appendChild(element("span", "echo"));
  const below = (cells.below = element("tr", "below"));
  cells.said = cellOf(below);
  cells.said.colSpan = Object.keys(data.labels.columns).length;
  const more = (cells.more = moreRow(grid, row, data, cells));
  cells.toggle = cellOf(line).appendChild(element("button", "", "⋯"));
  cells.toggle.title = data.labels.more;
  cells.toggle.setAttribute("aria-label", `${row.name} ${data.labels.more}`);
  cells.toggle.addEventListener("click", () => {
    more.hidden = !more.hidden;
    grid.open[more.hidden ? "delete" : "add"](row.key);
  });
  value.addEventListener("change", () => edit(grid, row.key));
  value.addEventListener("keydown", (event) => walk(grid, event, row.key));
  value.addEventListener("paste", (event) => paste(grid, event, row.key));
  unit.addEventListener("change", () => value.value.trim() && edit(grid, row.key));
  for (const input of [value, unit, cells.reason, cells.source, cells.note]) input.disabled = data.readonly || row.readonly;
  grid.rows.set(row.key, cells);
  return [line, below, more];
}

function moreRow(grid, row, data, cells) {
  const more = element("tr", "more");
  more.hidden = !grid.open.has(row.key);
  const cell = cellOf(more);
  cell.colSpan = Object.keys(data.labels.columns).length;
  for (const name of ["source", "reason"]) {
    const select = labelled(cell, data.labels[name], element("select"));
    select.add(new Option("", ""));
    for (const [code, label] of Object.entries(data[`${name}s`])) select.add(new Option(label, code));
    select.addEventListener("change", () => edit(grid, row.key));
    cells[name] = select;
  }
  cells.note = labelled(cell, data.labels.note, element("input"));
  cells.note.addEventListener("change", () => edit(grid, row.key));
  return more;
}

function show(grid, row) {
  const cells = grid.rows.get(row.key);
  const waiting = grid.pending.some((edit) => edit.key === row.key);
  const focused = cells.value.getRootNode().activeElement === cells.value;
  if (!waiting && !(focused && cells.value.value !== cells.shown)) put(cells, row);
  for (const part of ["last_month", "last_year", "ytd", "change"]) cells[part].textContent = row[part];
  cells.required.hidden = !row.required;
  cells.echo.textContent = row.echo || (row.missing ? grid.data.labels.missing : "");
  cells.said.replaceChildren(...row.messages.map((message) => said(grid, row, message)));
  cells.below.hidden = !row.messages.length;
  const worst = row.messages.map((message) => message.level).sort()[0];
  cells.line.className = waiting ? "saving" : worst === "A" || row.refused ? "trouble" : worst && worst !== "D" ? "doubt" : "";
}

function put(cells, row) {
  cells.value.value = cells.shown = row.value;
  if (row.unit && ![...cells.unit.options].some((option) => option.value === row.unit)) cells.unit.add(new Option(row.unit, row.unit));
  cells.unit.value = row.unit;
  cells.source.value = row.source;
  cells.reason.value = row.reason;
  cells.note.value = row.note;
  cells.toggle.className = row.reason || row.note ? "set" : "";
}

function said(grid, row, message) {
  const line = element("span", `said ${message.level}`, message.text);
  if (message.unit && !grid.rows.get(row.key).value.disabled) {
    const mend = line.appendChild(element("button", "set", message.action));
    mend.addEventListener("click", () => {
      grid.rows.get(row.key).unit.value = message.unit;
      edit(grid, row.key);
    });
  }
  return line;
}

function showGroup(grid, group) {
  const cell = [...grid.rows.values()][0]?.line.closest("tbody").querySelector(`[data-group="${group.code}"] small`);
  if (!cell) return;
  cell.textContent = group.counts;
  cell.className = group.trouble ? "trouble" : "";
}

function edit(grid, key, send = true) {
  const cells = grid.rows.get(key);
  const before = grid.data.rows.find((row) => row.key === key);
  const made = {
    id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
    form: grid.data.form,
    key,
    value: cells.value.value.trim(),
    unit: cells.unit.value,
    source: cells.source.value,
    reason: cells.reason.value,
    note: cells.note.value.trim(),
    version: before.version,
  };
  grid.pending = [...grid.pending.filter((edit) => edit.key !== key), made];
  cells.shown = null;
  cells.line.className = "saving";
  if (send) grid.send(grid.pending);
}

function walk(grid, event, key) {
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return;
  event.preventDefault();
  const next = neighbour(grid, key, step);
  if (next) {
    grid.rows.get(next).value.focus();
    grid.rows.get(next).value.select();
  } else event.target.blur();
}

function neighbour(grid, key, step) {
  const keys = [...grid.rows.keys()].filter((name) => !grid.rows.get(name).value.disabled);
  return keys[keys.indexOf(key) + step];
}

function paste(grid, event, key) {
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!/[\n\t]/.test(text)) return;
  event.preventDefault();
  let place = key;
  for (const line of text.split("\n")) {
    if (!place) break;
    const [value, unit] = line.split("\t").map((part) => part.trim());
    const cells = grid.rows.get(place);
    cells.value.value = value;
    if (unit && ![...cells.unit.options].some((option) => option.value === unit)) cells.unit.add(new Option(unit, unit));
    if (unit) cells.unit.value = unit;
    if (value) edit(grid, place, false);
    place = neighbour(grid, place, 1);
  }
  grid.send(grid.pending);
}

function labelled(parent, text, input) {
  const label = parent.appendChild(element("label", "", `${text} `));
  return label.appendChild(input);
}

function cellOf(line, name = "") {
  return line.appendChild(element("td", name));
}

function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}
