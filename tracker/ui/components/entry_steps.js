// What somebody does to a form as a whole: takes back the last step, takes over which items and units last
// month had.

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
