// A form as one table of ordinary inputs: one column of fields for a month, twelve for a year. Enter, Tab and
// the arrows walk, a block copied from a spreadsheet is pasted from the field it starts in. A field has its ✓
// when the server has stored it. What was typed is always text, never markup.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const grid = (parentElement.grid ??= makeGrid(parentElement));
  grid.submitted = (reason) => setTriggerValue("submit", { reason });
  grid.update(data);
}

const CONTEXT = ["last_month", "last_year", "ytd", "change"];
const SHAPES = { A: "✕", B: "▲", C: "▲", D: "○", remark: "❝", refused: "✕" };

function makeGrid(parent) {
  const grid = { rows: [], data: null, shape: "", edits: null, open: new Map(), at: null, carry: false, notice: "" };
  grid.parts = frame(grid, parent.appendChild(element("div", "entry")));
  document.addEventListener("keydown", (event) => grid.data && onUndoKey(grid, event));

  grid.update = (data) => {
    if (grid.data && viewOf(grid.data) === viewOf(data) && data.stamp < grid.data.stamp) return;
    grid.data = data;
    grid.words = data.words ?? grid.words; // an answer to edits comes without them
    grid.edits = editsOf(data.account);
    const { site, period, view, relevant } = data;
    Object.assign(grid.edits, { view: { site, period, view, relevant }, changed: () => refresh(grid) });
    grid.edits.drawn = (form) => form && viewOf(form) === viewOf(grid.data) && grid.update(form);
    const shape = JSON.stringify([viewOf(data), data.labels, data.months, data.rows.map((row) => [row.key, row.units])]);
    if (shape !== grid.shape) rebuild(grid, shape);
    refresh(grid);
    grid.edits.send();
  };
  return grid;
}

function viewOf({ account, site, period, view, relevant, lang }) {
  return JSON.stringify([account, site, period, view, relevant, lang]);
}

// ---- what stands around the table

function frame(grid, box) {
  const parts = {};
  const bar = box.appendChild(element("div", "bar"));
  parts.strip = bar.appendChild(element("div", "strip"));
  parts.state = bar.appendChild(element("div", "state"));
  parts.state.role = "status";
  parts.undo = bar.appendChild(button("link", "", () => undo(grid)));
  parts.pasteToggle = bar.appendChild(button("link", "", () => togglePasteBox(grid)));
  parts.carry = bar.appendChild(button("link", "", () => toggleCarry(grid)));
  parts.submit = bar.appendChild(button("submit", "", () => submit(grid)));
  parts.banner = box.appendChild(element("div", "banner"));
  parts.banner.role = "alert";
  parts.paste = makePasteBox(grid, box);
  parts.table = box.appendChild(element("div", "grid"));
  parts.affected = box.appendChild(element("div", "affected"));
  parts.checks = box.appendChild(element("section", "checks"));
  parts.explain = box.appendChild(element("label", "explain"));
  parts.explainLabel = parts.explain.appendChild(element("span"));
  parts.reason = parts.explain.appendChild(element("textarea"));
  parts.reason.rows = 2;
  parts.reason.maxLength = 1000;
  parts.reason.addEventListener("input", () => sessionStorage.setItem(reasonStore(grid), parts.reason.value));
  return parts;
}

function refresh(grid) {
  const { data, parts } = grid;
  for (const row of grid.rows) showRow(grid, row);
  for (const group of data.groups) grid.counts[group.code].textContent = countsOf(grid, group);
  parts.strip.replaceChildren(...data.groups.map((group) => groupLink(grid, group)));
  parts.state.textContent = grid.edits.waiting().length ? data.labels.saving : data.state;
  showTools(grid);
  parts.submit.hidden = parts.explain.hidden = !data.submit;
  parts.submit.textContent = data.labels.submit;
  parts.explain.hidden ||= !data.explain;
  parts.explainLabel.textContent = data.labels.explain;
  showReason(grid);
  showBanner(grid);
  showAffected(grid);
  showChecks(grid);
}

const reasonStore = (grid) => `tracker.reason.${grid.data.months[0].form}`;

// What somebody says of a form is kept in this tab, through a reload and other pages, until the form is sent.
function showReason(grid) {
  const store = reasonStore(grid);
  if (!grid.data.submit) sessionStorage.removeItem(store);
  else if (grid.reasonOf === store) return;
  grid.reasonOf = store;
  grid.parts.reason.value = sessionStorage.getItem(store) ?? "";
}

function showTools({ data, edits, parts, ...grid }) {
  const { labels, months, view } = data;
  const locked = months.every((month) => month.readonly);
  parts.undo.textContent = labels.undo;
  parts.undo.title = labels.undo_title;
  parts.undo.hidden = locked;
  parts.undo.disabled = !lastStep({ data, edits }).length;
  parts.pasteToggle.textContent = labels.paste_box;
  parts.carry.textContent = grid.carry ? labels.carry_off : labels.carry;
  parts.carry.title = labels.carry_title;
  parts.carry.setAttribute("aria-pressed", String(grid.carry));
  parts.pasteToggle.hidden = locked;
  parts.carry.hidden = locked || view === "year";
  if (locked) parts.paste.box.hidden = true;
}

function groupLink(grid, group) {
  return button("link", `${group.name} ${countsOf(grid, group)}`, () => {
    const row = grid.rows.find((row) => row.of.group === group.code);
    row.line.previousSibling.scrollIntoView({ block: "start" });
    (row.fields.find((field) => !field.input.disabled) ?? row.fields[0]).input.focus();
  });
}

function countsOf(grid, group) {
  const keys = new Set(grid.data.rows.filter((row) => row.group === group.code).map((row) => row.key));
  const forms = new Set(grid.data.months.map((month) => month.form));
  const refused = grid.edits.all.filter((edit) => edit.refusal && keys.has(edit.key) && forms.has(edit.form)).length;
  const blocks = group.blocks + refused;
  return group.counts + (group.doubts ? ` ▲${group.doubts}` : "") + (blocks ? ` ✕${blocks}` : "");
}

function showBanner(grid, text = grid.notice) {
  const { edits, data, parts } = grid;
  if (edits.trouble) text = data.labels[edits.trouble].replace("{count}", edits.waiting().length);
  parts.banner.textContent = text;
  parts.banner.hidden = !text;
}

function showAffected(grid) {
  const { affected, labels } = grid.data;
  const parts = affected.map(({ name, value, status, verdict }) => {
    const part = element("span", "", `${name} ${value} `);
    part.appendChild(element("b", `mark ${status}`, verdict));
    return part;
  });
  grid.parts.affected.replaceChildren(...(parts.length ? [element("b", "", labels.affected), ...parts] : []));
}

function showChecks(grid) {
  const { checks, checked } = grid.data;
  const title = element(checks.length ? "h2" : "p", "", checked);
  const list = element("ol");
  for (const { text, example, form, key, elsewhere } of checks) {
    const line = list.appendChild(element("li", "", text));
    if (example) line.appendChild(caseOf(grid, example));
    const field = fieldOf(grid, form, key);
    if (field) line.appendChild(button("link", grid.data.labels.jump, () => goTo(field)));
    if (elsewhere) line.appendChild(element("a", "link", grid.data.labels.correct)).href = elsewhere;
  }
  grid.parts.checks.replaceChildren(title, ...(checks.length ? [list] : []));
}

async function submit(grid) {
  const { edits, data, parts } = grid;
  await edits.send();
  const refused = edits.all.filter((edit) => data.months.some((month) => month.form === edit.form));
  if (refused.length) {
    const field = fieldOf(grid, refused[0].form, refused[0].key);
    if (field) goTo(field);
    showBanner(grid, data.labels.unsaved.replace("{count}", refused.length));
  } else if (grid.data.explain && !saysEnough(parts.reason.value)) {
    parts.reason.focus();
    showBanner(grid, data.labels.explain_first);
  } else grid.submitted(parts.reason.value.trim());
}

// As the services ask (texts.says_enough): punctuation and blanks say nothing.
function saysEnough(text) {
  return (text.normalize("NFKC").match(/[\p{L}\p{N}]/gu) ?? []).length >= 6;
}

// ---- the table

function rebuild(grid, shape) {
  const typing = grid.at && { ...grid.at, text: grid.at.field.input.value, focused: isFocused(grid.at.field.input) };
  grid.shape = shape;
  grid.rows = [];
  grid.at = null;
  grid.counts = {};
  build(grid);
  const field = typing?.focused && fieldOf(grid, typing.form, typing.key);
  if (field) {
    show(grid, field);
    field.input.value = typing.text;
    field.input.focus();
  } else restore(grid);
}

// What was being typed when the page was left stands in its field again, to be finished.
function restore(grid) {
  const draft = grid.edits.draft;
  const field = draft && fieldOf(grid, draft.form, draft.key);
  if (!field || field.input.disabled) return;
  show(grid, field);
  field.input.value = draft.value;
  field.input.focus();
}

function build(grid) {
  const { data } = grid;
  const table = element("table", data.view);
  const head = table.appendChild(element("thead")).appendChild(element("tr"));
  for (const { name, label, state } of columnsOf(data)) {
    const cell = head.appendChild(element("th", CONTEXT.includes(name) || name === "value" ? "n" : "", label));
    cell.scope = "col";
    if (state) cell.appendChild(element("small", "", state));
  }
  const body = table.appendChild(element("tbody"));
  for (const group of data.groups) {
    const cell = body.appendChild(element("tr", "group")).appendChild(element("th"));
    cell.colSpan = columnsOf(data).length;
    const name = cell.appendChild(element("span", "", group.name));
    grid.counts[group.code] = name.appendChild(element("small"));
    for (const row of data.rows.filter((row) => row.group === group.code)) body.append(...buildRow(grid, row));
  }
  grid.parts.table.replaceChildren(table);
  showNewest(grid);
}

// The months to be filled in stand at the end of a year, out of sight where the page is narrow.
function showNewest(grid) {
  const { data, parts } = grid;
  const open = data.months.some((month) => !month.readonly);
  if (data.view === "year" && open && grid.scrolled !== viewOf(data)) parts.table.scrollLeft = parts.table.scrollWidth;
  grid.scrolled = viewOf(data);
}

function columnsOf({ view, months, labels }) {
  const columns = Object.entries(labels.columns).map(([name, label]) => ({ name, label }));
  if (view === "month") return columns;
  const fields = months.map(({ name, state }) => ({ name: "value", label: name, state }));
  return columns.flatMap((column) => (column.name === "value" ? fields : [column]));
}

function buildRow(grid, of) {
  const { data } = grid;
  const row = { of, line: element("tr"), below: element("tr", "below"), more: element("tr", "more"), fields: [] };
  const name = row.line.appendChild(element("th", "", of.name));
  name.scope = "row";
  name.title = of.help;
  row.required = name.appendChild(element("span", "required", "\u2060*"));
  row.required.title = data.labels.required;
  if (data.view === "year") buildUnit(grid, row);
  row.fields = data.months.map((month, column) => buildField(grid, row, month, column));
  if (data.view === "month") buildUnit(grid, row);
  row.context = of.context.map(() => cellOf(row.line, "n"));
  if (data.view === "month") row.echo = cellOf(row.line).appendChild(element("span", "echo"));
  row.toggle = cellOf(row.line).appendChild(button("more", "⋯", () => toggleMore(grid, row)));
  row.toggle.title = data.labels.more;
  row.toggle.tabIndex = -1;
  row.toggle.setAttribute("aria-label", `${of.name} ${data.labels.more}`);
  row.toggle.addEventListener("keydown", (event) => event.key === "ArrowLeft" && row.unit.focus());
  row.said = cellOf(row.below);
  row.panel = cellOf(row.more).appendChild(element("div", "panel"));
  row.said.colSpan = row.panel.parentElement.colSpan = columnsOf(data).length;
  row.more.hidden = true;
  grid.rows.push(row);
  if (grid.open.has(of.key)) toggleMore(grid, row);
  return [row.line, row.below, row.more];
}

function buildUnit(grid, row) {
  const unit = (row.unit = cellOf(row.line).appendChild(element("select", "unit")));
  unit.setAttribute("aria-label", `${row.of.name} ${grid.data.labels.columns.unit}`);
  unit.tabIndex = -1; // Tab goes from field to field; the arrow keys come here
  for (const option of row.of.units) unit.add(new Option(unitName(option), option));
  choose(unit, row.of.unit);
  unit.disabled = row.of.cells.every((cell) => cell.readonly);
  unit.addEventListener("change", () => {
    const [field] = row.fields;
    if (grid.data.view === "month" && field.input.value.trim()) edit(grid, field, { unit: unit.value });
  });
  unit.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") row.fields.at(-1).input.focus();
    else if (event.key === "ArrowRight") row.toggle.focus();
    else return;
    event.preventDefault();
  });
}

function buildField(grid, row, month, column) {
  const cell = cellOf(row.line, "n field");
  const field = { row, column, form: month.form, key: row.of.key, shown: "", input: element("input", "value") };
  field.name = grid.data.view === "year" ? `${row.of.name} ${month.name}` : row.of.name;
  const { input } = field;
  input.type = "text";
  input.inputMode = "decimal";
  input.autocomplete = "off";
  input.disabled = row.of.cells[column].readonly;
  input.setAttribute("aria-label", field.name);
  cell.appendChild(input);
  field.mark = cell.appendChild(element("span", "sign"));
  field.other = cell.appendChild(element("small", "other"));
  input.addEventListener("focus", () => (grid.at = { form: field.form, key: field.key, field }));
  input.addEventListener("input", () => {
    fit(input);
    grid.edits.setDraft({ form: field.form, key: field.key, value: input.value });
  });
  input.addEventListener("blur", (event) => isDialog(event.relatedTarget) ? takeBack(field, event.relatedTarget) : commit(grid, field));
  input.addEventListener("keydown", (event) => walk(grid, event, field));
  input.addEventListener("paste", (event) => paste(grid, event, field));
  return field;
}

// ---- one field

function stateOf(grid, field) {
  const row = grid.data.rows.find((row) => row.key === field.key);
  return row.cells[field.column];
}

// What stands in a field: the last edit not stored yet, else what the server said.
function standing(grid, field) {
  return grid.edits.of(field) ?? stateOf(grid, field);
}

function showRow(grid, row) {
  row.of = grid.data.rows.find((of) => of.key === row.of.key);
  for (const field of row.fields) show(grid, field);
  row.required.hidden = !row.of.required;
  row.context.forEach((cell, place) => (cell.textContent = row.of.context[place]));
  const messages = row.fields.flatMap((field) => messagesOf(grid, field));
  if (row.echo) row.echo.textContent = row.of.cells[0].echo || (row.of.missing ? grid.data.labels.missing : "");
  row.said.replaceChildren(...messages.map(([field, message]) => said(grid, field, message)));
  row.below.hidden = !messages.length;
  const levels = messages.map(([, message]) => message.level);
  const trouble = levels.includes("refused") || levels.includes("A");
  const saving = row.fields.some((field) => isWaiting(grid, field));
  row.line.className = saving ? "saving" : trouble ? "trouble" : levels.some((level) => "BC".includes(level)) ? "doubt" : "";
  if (grid.data.view === "month") showCarried(grid, row);
  row.toggle.classList.toggle("set", row.of.cells.some((cell) => cell.reason || cell.note));
  if (!row.more.hidden && !row.more.contains(row.more.getRootNode().activeElement)) fillMore(grid, row);
}

function isWaiting(grid, field) {
  const edit = grid.edits.of(field);
  return Boolean(edit) && !edit.refusal;
}

// In a year only what was refused is said below a row; the checks stand in their list, a sign in the field.
function messagesOf(grid, field) {
  const edit = grid.edits.of(field);
  const refusal = edit?.refusal ? [[field, { level: "refused", text: edit.refusal.text, conflict: edit.refusal.conflict }]] : [];
  const said = grid.edits.said.get(placeOf(field));
  if (said) refusal.push([field, { level: "D", text: said }]);
  return grid.data.view === "year" ? refusal : [...refusal, ...carriedOffer(grid, field), ...stateOf(grid, field).messages.map((message) => [field, message])];
}

function show(grid, field) {
  const { input, mark } = field;
  const state = standing(grid, field);
  const typing = isFocused(input) && input.value !== field.shown;
  if (!typing) input.value = field.shown = state.value;
  if (grid.data.view === "month" && (state.unit || !typing)) {
    const usual = (grid.carry && field.row.of.carry.unit) || field.row.of.unit;
    choose(field.row.unit, state.unit || usual);
  }
  fit(input);
  field.other.textContent = grid.data.view === "year" ? besideOf(grid, field, state) : "";
  const [sign, level, text] = signOf(grid, field);
  mark.textContent = sign;
  mark.title = text;
  mark.className = `sign ${level}`;
  input.title = level === "refused" || grid.data.view === "year" ? text : "";
  input.className = `value ${level}`;
  input.setAttribute("aria-invalid", String(level === "refused"));
}

// A long value widens its field, a full-width digit being as wide as two.
function fit(input) {
  const signs = input.value.slice(0, 100);
  const wide = signs.length + signs.replace(/[\0-\u2e7f]/g, "").length;
  if (wide > 8) input.style.setProperty("--written", `${0.58 * wide + 1}em`);
  else input.style.removeProperty("--written");
}

// In a year a field's own unit or why it is blank stands below it: there is no column for either.
function besideOf(grid, field, { value, unit, reason }) {
  if (value) return unit === field.row.unit.value ? "" : unitName(unit);
  return grid.data.reasons[reason] ?? "";
}

function signOf(grid, field) {
  const edit = grid.edits.of(field);
  const { labels, view } = grid.data;
  const { messages, echo } = stateOf(grid, field);
  if (edit?.refusal) return [SHAPES.refused, "refused", edit.refusal.text];
  if (edit) return ["…", "waits", labels.saving];
  const level = messages.map((message) => message.level).filter((level) => level !== "remark").sort()[0] ?? "";
  const stored = grid.edits.stored.has(placeOf(field));
  const shape = view === "year" && "ABC".includes(level) ? (SHAPES[level] ?? "") : "";
  const text = view === "year" ? messages.map((message) => message.text).join("\n") || echo : "";
  return [shape + (stored ? "✓" : ""), stored ? `${level} stored` : level, text || (stored ? labels.stored : "")];
}

function said(grid, field, message) {
  const line = element("span", `said ${message.level}`);
  const text = grid.data.view === "year" ? `${grid.data.months[field.column].name}：${message.text}` : message.text;
  line.appendChild(element("bdi", "", `${SHAPES[message.level]} ${text}`));
  if (message.example) {
    // the list of checks below has it too, so that Tab goes on from field to field here
    line.appendChild(caseOf(grid, message.example)).firstChild.tabIndex = -1;
  }
  if (message.level === "refused") line.append(...choices(grid, field, message));
  else if (message.carried) line.appendChild(button("set", grid.data.labels.carried_take, () => takeCarried(grid, field, message.carried)));
  else if (message.unit && !field.input.disabled) {
    line.appendChild(button("set", message.action, () => edit(grid, field, { unit: message.unit })));
  }
  return line;
}

// A case like the one found, folded away.
function caseOf(grid, example) {
  const folded = element("details", "case");
  folded.append(element("summary", "", grid.data.labels.example), element("bdi", "", example));
  return folded;
}

// Of two values in one field both stay offered until somebody chooses.
function choices(grid, field, { conflict }) {
  const { labels } = grid.data;
  const mine = button("set", labels.mine, () => edit(grid, field, {}));
  const theirs = button("set", conflict ? labels.theirs : labels.discard, () => {
    grid.edits.drop(field);
    field.shown = field.input.value; // not being typed any more
    refresh(grid);
    field.input.focus();
  });
  return conflict ? [mine, theirs] : [theirs];
}

// Take down what somebody wants to stand in a field, over the version it has now, and send it.
function edit(grid, field, wanted, send = true) {
  grid.edits.add({ before: valuesOf(stateOf(grid, field)), step: newId(), ...editOf(grid, field, wanted) });
  field.shown = field.input.value;
  if (!send) return;
  refresh(grid);
  grid.edits.send();
}

function editOf(grid, field, wanted) {
  const { value, unit, source, reason, note } = standing(grid, field);
  const { version } = stateOf(grid, field);
  return { form: field.form, key: field.key, value, unit: unit || field.row.unit.value, source, reason, note, ...wanted, version };
}

function commit(grid, field) {
  if (!grid.rows.includes(field.row)) return; // taken out of the page while being typed in
  const value = field.input.value.trim();
  if (grid.edits.draft) grid.edits.setDraft(null);
  if (value === field.shown.trim()) return;
  const unit = grid.data.view === "month" ? { unit: field.row.unit.value } : {};
  grid.notice = "";
  edit(grid, field, { value, ...unit, ...reasonBeside(grid, field, value) });
}

// Streamlit's own message of a lost connection would take what is being typed; ours stands above the table.
function takeBack({ input }, dialog) {
  const { selectionStart, selectionEnd } = input;
  dialog.closest("[role=dialog]").querySelector("button")?.click();
  setTimeout(() => {
    input.focus();
    input.setSelectionRange(selectionStart, selectionEnd);
  });
}

function isDialog(element) {
  return Boolean(element?.closest?.("[role=dialog]"));
}

// ---- source, reason of a blank, note and history of a field, opened by its "⋯"

function toggleMore(grid, row) {
  row.more.hidden = !row.more.hidden;
  if (row.more.hidden) return grid.open.delete(row.of.key);
  const last = row.fields.findLast((field) => !field.input.disabled) ?? row.fields.at(-1);
  grid.open.set(row.of.key, grid.at?.field.row === row ? grid.at.field.column : (grid.open.get(row.of.key) ?? last.column));
  row.panel.replaceChildren();
  fillMore(grid, row);
}

function fillMore(grid, row) {
  const { data } = grid;
  const field = row.fields[grid.open.get(row.of.key)];
  const state = standing(grid, field);
  const parts = [];
  if (data.view === "year") {
    const months = Object.fromEntries(data.months.map((month, column) => [column, month.name]));
    parts.push(picker(data.labels.month, months, field.column, (column) => grid.open.set(row.of.key, Number(column)) && fillMore(grid, row)));
    const units = Object.fromEntries(row.of.units.map((unit) => [unit, unitName(unit)]));
    parts.push(picker(data.labels.columns.unit, units, state.unit || row.unit.value, (unit) => edit(grid, field, { unit }), field));
  }
  parts.push(picker(data.labels.source, { "": "", ...data.sources }, state.source, (source) => edit(grid, field, { source }), field));
  parts.push(picker(data.labels.reason, { "": "", ...data.reasons }, state.reason, (reason) => edit(grid, field, { reason }), field));
  const note = element("input", "note");
  note.value = state.note;
  note.disabled = field.input.disabled;
  note.addEventListener("change", () => edit(grid, field, { note: note.value.trim() }));
  parts.push(labelled(data.labels.note, note));
  const history = element("a", "", data.labels.history);
  history.href = stateOf(grid, field).history;
  row.panel.replaceChildren(...parts, history);
}

function picker(text, options, chosen, change, field) {
  const select = element("select");
  for (const [code, label] of Object.entries(options)) select.add(new Option(label, code));
  choose(select, String(chosen));
  select.disabled = field?.input.disabled ?? false;
  select.addEventListener("change", () => change(select.value));
  return labelled(text, select);
}

// ---- walking

function walk(grid, event, field) {
  if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
  const { input, row, column } = field;
  const year = grid.data.view === "year";
  const start = input.selectionStart === 0 && input.selectionEnd === 0;
  const end = input.selectionStart === input.value.length;
  const whole = input.selectionStart === 0 && end;
  let next = null;
  if (event.key === "Enter") next = neighbour(grid, field, event.shiftKey ? -1 : 1, 0) ?? input;
  else if (event.key === "ArrowDown") next = neighbour(grid, field, 1, 0);
  else if (event.key === "ArrowUp") next = neighbour(grid, field, -1, 0);
  else if (event.key === "ArrowRight" && end) next = year && column < row.fields.length - 1 ? neighbour(grid, field, 0, 1) : row.unit;
  else if (event.key === "ArrowLeft" && (start || whole) && year) next = neighbour(grid, field, 0, -1);
  if (event.key === "ArrowRight" && year && end && !next) next = row.toggle;
  if (!next) return;
  event.preventDefault();
  if (next === input) input.blur();
  else if (next.input) goTo(next);
  else next.focus();
}

function neighbour(grid, field, down, right) {
  let at = grid.rows.indexOf(field.row);
  let column = field.column;
  for (;;) {
    at += down;
    column += right;
    const found = grid.rows[at]?.fields[column];
    if (!found || !found.input.disabled) return found;
  }
}

// ---- small things

function fieldOf(grid, form, key) {
  const row = grid.rows.find((row) => row.of.key === key);
  return row?.fields.find((field) => field.form === form);
}

function goTo({ input }) {
  input.scrollIntoView({ block: "nearest", inline: "nearest" });
  input.focus();
  input.select();
}

function isFocused(input) {
  return input.getRootNode().activeElement === input;
}

// the price base stands beside the item
function unitName(unit) {
  return unit.replace(/@\d{4}$/, "");
}

function choose(select, value) {
  for (const option of [...select.options]) if (option.typed && option.value !== value) option.remove();
  if (value && ![...select.options].some((option) => option.value === value)) {
    select.add(Object.assign(new Option(unitName(value), value), { typed: true })); // is offered only while it stands
  }
  select.value = value;
}

function labelled(text, input) {
  const label = element("label", "", `${text} `);
  label.appendChild(input);
  return label;
}

function button(name, text, press) {
  const made = element("button", name, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
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
