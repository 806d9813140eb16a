// What somebody does to a form as a whole: takes back the last step, pastes a block after looking at what it
// changes, takes over which items and units last month had.

// ---- taking back

// The last step stored from this tab in the forms shown; a block pasted at once is one step.
function lastStep(grid) {
  const forms = new Set(grid.data.months.map((month) => month.form));
  const last = grid.edits.done.findLast((step) => forms.has(step.form));
  return last ? grid.edits.done.filter((step) => step.step === last.step) : [];
}

// Put back what stood before, over the version this tab stored: what somebody changed since is refused, and said.
function undo(grid) {
  const steps = lastStep(grid);
  grid.edits.done = grid.edits.done.filter((step) => !steps.includes(step));
  for (const { form, key, before, version, seen } of steps.reverse()) {
    grid.edits.add({ form, key, ...before, version, takesBack: seen });
    const field = fieldOf(grid, form, key);
    if (field) field.shown = field.input.value;
  }
  refresh(grid);
  grid.edits.send();
}

// Ctrl+Z belongs to the field while something is being typed in it, or in any other box.
function onUndoKey(grid, event) {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (!grid.parts.table.isConnected || grid.parts.undo.hidden || grid.parts.undo.disabled) return;
  const target = event.composedPath()[0];
  const field = grid.rows.flatMap((row) => row.fields).find(({ input }) => input === target);
  const typing = field ? field.input.value !== field.shown : /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (typing) return;
  event.preventDefault();
  undo(grid);
}

// ---- the paste box

function makePasteBox(grid, box) {
  const parts = { box: box.appendChild(element("section", "paste")) };
  parts.box.hidden = true;
  parts.hint = parts.box.appendChild(element("p"));
  const from = parts.box.appendChild(element("label"));
  parts.fromLabel = from.appendChild(element("span"));
  parts.from = from.appendChild(element("select"));
  parts.text = parts.box.appendChild(element("textarea"));
  parts.text.rows = 6;
  parts.list = parts.box.appendChild(element("ul"));
  parts.take = parts.box.appendChild(button("submit", "", () => takePasted(grid)));
  for (const input of [parts.text, parts.from]) input.addEventListener("input", () => showPasted(grid));
  return parts;
}

function togglePasteBox(grid) {
  const { paste } = grid.parts;
  const { labels } = grid.data;
  paste.box.hidden = !paste.box.hidden;
  if (paste.box.hidden) return;
  paste.hint.textContent = labels.paste_hint;
  paste.fromLabel.textContent = `${labels.paste_from} `;
  paste.text.setAttribute("aria-label", labels.paste_box);
  paste.from.replaceChildren(...writableFields(grid).map(({ key, name }) => new Option(name, key)));
  if (grid.at) paste.from.value = grid.at.key;
  paste.text.value = "";
  showPasted(grid);
  paste.text.focus();
}

function writableFields(grid) {
  return grid.rows.map((row) => row.fields[0]).filter((field) => !field.input.disabled);
}

// Read the block: lines that name an item go to it, others down from the field chosen, one line a field.
function pastedLines(grid) {
  const { text, from } = grid.parts.paste;
  const fields = writableFields(grid);
  let next = fields.findIndex((field) => field.key === from.value);
  return text.value
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => {
      const cells = line.split("\t").map((cell) => cell.trim());
      const named = fields.find((field) => [field.key, sameName(field.name)].includes(sameName(cells[0])));
      const field = named ?? (isValue(cells[0]) ? fields[next++] : undefined);
      const rest = named ? cells.slice(1) : cells;
      const value = rest.find(isValue) ?? "";
      const unit = rest.find((cell) => cell && !isValue(cell)) ?? "";
      return { line, field: value ? field : undefined, value, unit };
    });
}

function sameName(text) {
  return text.replace(/[\s*＊：:]/g, "").replace(/[（(].*?[）)]$/, "");
}

// The server reads the number; here it is only told apart from a unit or a name.
function isValue(text) {
  return /^[-+−－<＜（(]?[\d.,，．０-９]/.test(text) || /^([-—–/／\\]+|无|未检出)$/.test(text);
}

function showPasted(grid) {
  const { paste } = grid.parts;
  const { labels } = grid.data;
  const lines = pastedLines(grid);
  paste.list.replaceChildren(
    ...lines.map(({ line, field, value, unit }) => {
      if (!field) return element("li", "refused", labels.paste_unknown.replace("{line}", line));
      const old = standing(grid, field);
      const was = `${old.value} ${old.value ? unitName(old.unit) : ""}`.trim() || "–";
      return element("li", "", `${field.name}：${was} → ${value} ${unit || unitName(field.row.unit.value)}`);
    })
  );
  const count = lines.filter(({ field }) => field).length;
  paste.take.disabled = !count;
  paste.take.textContent = labels.paste_take.replace("{count}", count);
}

function takePasted(grid) {
  const step = newId();
  for (const { field, value, unit } of pastedLines(grid)) {
    if (!field) continue;
    edit(grid, field, { value, unit: unit || field.row.unit.value, step }, false);
    field.shown = field.input.value = value;
  }
  grid.parts.paste.box.hidden = true;
  refresh(grid);
  grid.edits.send();
}

// ---- last month's items and units

function toggleCarry(grid) {
  grid.carry = !grid.carry;
  refresh(grid);
}

// Only items last month had, are filled in or owed; a field still blank has last month's unit, never its figure.
function showCarried(grid, row) {
  const [field] = row.fields;
  const { value, reason } = standing(grid, field);
  const { carry, required } = row.of;
  const away = grid.carry && !carry.unit && !required && !value && !reason && !messagesOf(grid, field).length;
  row.line.hidden = away;
  if (away) row.below.hidden = row.more.hidden = true;
  field.input.placeholder = grid.carry && !value ? carry.value : "";
}

// A stock may be what it was: that is offered, and is a figure only once somebody says so.
function carriedOffer(grid, field) {
  const { carry } = field.row.of;
  const { value, reason } = standing(grid, field);
  if (!grid.carry || !carry.value || value || reason || field.input.disabled) return [];
  const text = grid.data.labels.carried.replace("{value}", `${carry.value} ${unitName(carry.unit)}`);
  return [[field, { level: "D", text, carried: carry }]];
}

function takeCarried(grid, field, { value, unit }) {
  edit(grid, field, { value, unit, note: grid.data.labels.carried_note });
}
