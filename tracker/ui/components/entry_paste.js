// What is pasted is read as a person reads it, by names and headings first. It is taken at once only where it is
// certain which line belongs to which field; anything else is shown line by line, to be looked at before.

// ---- what a cell says

const NUMBERING = /^(?:\(?[一二三四五六七八九十]{1,3}\)?[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)|[①-⑳]|[-—*·●]+)/;
const NUMBER = /^[<>≤≥]?\(?[-+−–—]?[.,]?\d[\d.,' ]*(?:e[-+]?\d+)?\s*[^\d⁴⁸年月日季、:\-/]{0,6}$/i;
const POWER = /^10[2-9]\s*[a-z]/i; // 104t: the exponent of a unit lost its place
const NOT_DETECTED = /^(?:未检出|未测出|检不出|n\.?d\.?|bdl)$/i;
const YEAR = /^(?:19|20)\d\d(?:\.\d{1,2})?$/;
const MONTH = /^(?:(\d{4})[年/-](\d{1,2})月?|(\d{1,2})月)份?$/;
const WHILE_TYPING = 200;
const UNIT_LINE = /^\(?(?:计量)?单位:(.+?)\)?$/;

function cellsOf(text) {
  const lines = [[]];
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  // a cell with a line break in it comes in quotes
  for (const [, cell, end] of plain.matchAll(/("(?:[^"]|"")*"(?=[\t\n]|$)|[^\t\n]*)(\t|\n|$)/g)) {
    const held = /^".*"$/s.test(cell) && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    lines.at(-1).push(held.replace(/\s+/g, " ").trim());
    if (!end) break;
    if (end === "\n") lines.push([]);
  }
  return lines;
}

function halfWidth(text) {
  return text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");
}

// What may stand in a cell for a figure: the server reads it, here it is only told apart from units and names.
function isValue({ words }, text) {
  const plain = halfWidth(text).trim();
  if (words.reasons.includes(plain) || words.marks.includes(plain.toLowerCase()) || NOT_DETECTED.test(plain)) return true;
  return NUMBER.test(plain) && !POWER.test(plain);
}

function plainName({ words }, text) {
  const [signs, read] = words.traditional;
  const plain = halfWidth(text).replace(/[\s\u2060*]/g, "").replace(/./gu, (sign) => [...read][[...signs].indexOf(sign)] ?? sign);
  return plain.replace(NUMBERING, "").replace(/^:+|:+$/g, "").replace("₂", "2").replace("₃", "3").toLowerCase();
}

function keyOf(grid, name) {
  return plainName(grid, name).replace(/[_:/、,.;·\-—'"“”]/g, "");
}

// The rows each name means; a series on two price bases has two.
function namesOf(grid) {
  const names = new Map();
  for (const row of grid.rows) {
    const [item] = row.of.key.split("@");
    const spelled = [row.of.key, row.of.name, ...(grid.words.names[item] ?? [])].map((name) => keyOf(grid, name));
    for (const key of new Set(spelled)) names.set(key, [...(names.get(key) ?? []), row]);
  }
  names.delete("");
  return names;
}

// The rows a cell names, and the unit it has in brackets.
function named({ grid, names }, text) {
  const whole = names.get(keyOf(grid, text));
  if (whole) return { rows: whole, unit: "" };
  const [, name, unit] = /^(.+)\(([^()]+)\)$/.exec(halfWidth(text).trim()) ?? [];
  const rows = name && names.get(keyOf(grid, name));
  return rows ? { rows, unit } : null;
}

// What a heading says its column holds: `month`, `value`, `unit`, `name`, `other`, `aside`, or a month by name.
function headingOf({ grid, wide }, text, alone) {
  const { words } = grid;
  const whole = plainName(grid, text);
  const [, units] = UNIT_LINE.exec(whole) ?? [];
  if (units) return { kind: "units", unit: units };
  const [, name, unit = ""] = /^(.*?)(?:\(([^()]*)\))?$/.exec(whole);
  const bare = name.replace(new RegExp(words.quantity), "");
  const [, year, ofYear, month] = MONTH.exec(bare) ?? [];
  if (ofYear || month) return { kind: "months", month: (year ? `${year}-` : "-") + (ofYear ?? month).padStart(2, "0"), unit };
  if (new RegExp(words.last_year).test(bare)) return { kind: "other" };
  const kind = words.headings[whole] ?? words.headings[name] ?? words.headings[bare];
  if (kind) return { kind, unit };
  return !(alone && wide) && new RegExp(words.other).test(name) ? { kind: "other" } : null;
}

// ---- the block, line by line

function readBlock(grid, text, field) {
  const rows = cellsOf(text);
  const holds = rows.map((cells) => cells.some((cell) => isValue(grid, cell)));
  const block = { grid, field, names: namesOf(grid), heads: [], unit: "", begun: false };
  block.wide = rows.some((cells) => cells.filter(Boolean).length > 1);
  block.byName = rows.some((cells) => cells.some((cell) => cell && named(block, cell)));
  block.places = grid.rows.filter((row) => !row.line.hidden);
  block.next = block.places.indexOf(field?.row);
  block.first = holds.indexOf(true);
  block.last = holds.lastIndexOf(true);
  block.doubt = rows.length > 1 && startsAsHeading(grid, rows[block.first] ?? []);
  const lines = refuseTwice(rows.flatMap((cells, at) => readLine(block, cells, at)));
  return { lines, certain: !block.doubt && !block.byName && !lines.some(({ why }) => why) };
}

// A year, or numbers that count the columns, may be a heading as well as figures.
function startsAsHeading(grid, cells) {
  const numbers = cells.filter((cell) => cell && isValue(grid, cell)).map(halfWidth);
  return numbers.every((text) => YEAR.test(text)) || numbers.every((text, place) => text === String(place + 1));
}

function readLine(block, cells, at) {
  const heads = headsIn(block, cells);
  const name = nameIn(block, cells);
  const holds = cells.slice(name ? name.at + 1 : 0).some((cell) => isValue(block.grid, cell));
  if (heads.length && (!holds || (heads.length > 1 && !name))) return takeHeads(block, cells);
  if (name && !holds) return [refused(cells, "number")];
  if (name) return [namedLine(block, cells, name)];
  if (!holds) return textLine(block, cells, at);
  return [nextLine(block, cells)];
}

function refused(cells, why) {
  return { line: cells.filter(Boolean).join(" ").slice(0, 80), why, figures: [] };
}

function headsIn(block, cells) {
  const alone = cells.filter(Boolean).length === 1;
  return cells.filter((cell) => cell && !named(block, cell) && headingOf(block, cell, alone));
}

// Of several names in a line the one under a heading of names counts; a group's stands beside its items'.
function nameIn(block, cells) {
  const { grid, heads } = block;
  const found = cells.map((cell, at) => cell && { at, cell, ...named(block, cell) }).filter((one) => one && one.rows);
  const groups = grid.data.groups.map((group) => keyOf(grid, group.name));
  const headed = found.filter(({ at }) => heads[at]?.kind === "name");
  const own = found.filter(({ cell }) => !groups.includes(keyOf(grid, cell)));
  const [chosen, ...more] = [headed, own, found].find((some) => some.length) ?? [];
  if (!chosen) return null;
  const rows = new Set([chosen, ...more].flatMap((one) => one.rows));
  return { ...chosen, at: Math.max(...found.map((one) => one.at)), rows: [...rows] };
}

// Headings may stand in several rows, and again before a next part of the block.
function takeHeads(block, cells) {
  if (block.begun) Object.assign(block, { heads: [], unit: "", begun: false, doubt: true });
  const alone = cells.filter(Boolean).length === 1;
  let over = null; // a heading merged over several columns stands in the first of them
  cells.forEach((cell, at) => {
    const head = cell ? headingOf(block, cell, alone) : alone ? null : over;
    if (cell) over = head?.kind === "other" ? head : null;
    if (head?.kind === "units") block.unit = head.unit;
    else if (head && block.heads[at]?.kind !== "other") block.heads[at] = head;
  });
  return [];
}

// A line without any figure: a title, the name of a group, a field left blank, or what is no number.
function textLine(block, cells, at) {
  const { grid, byName, first, last } = block;
  const group = cells.some((cell) => cell && grid.data.groups.some(({ name }) => keyOf(grid, name) === keyOf(grid, cell)));
  if (byName) return group || at < first || !cells.some(Boolean) ? [] : [refused(cells, "unknown")];
  if (!cells[0]) {
    // a blank cell may be a field left blank, or stand beside the name of a group
    if (at > last) return [];
    block.doubt = true;
    block.next += 1;
    return [];
  }
  block.doubt ||= at < last || last < 0;
  if (at < first || group) return [];
  const row = block.places[block.next++];
  if (at < last || last < 0 || cells.filter(Boolean).length > 1) return [refused(cells, "number")];
  // at the end it moves nothing: the server says in its field what is wrong with it
  return [{ line: cells[0], figures: [{ field: row?.fields[block.field.column], value: cells[0], unit: "" }] }];
}

function namedLine(block, cells, name) {
  block.begun = true;
  if (name.rows.length > 1) return refused(cells, "items");
  return figuresIn(block, name.rows[0], cells, name.at + 1, name.unit);
}

function nextLine(block, cells) {
  block.begun = true;
  const strange = cells.some((cell, at) => cell && block.heads[at]?.kind === "name") || !isValue(block.grid, cells.find(Boolean));
  const row = block.places[block.next++];
  return block.byName || strange ? refused(cells, "unknown") : figuresIn(block, row, cells, 0, "");
}

function figuresIn(block, row, cells, start, unit) {
  const read = block.grid.data.view === "year" ? figuresOfYear : figureOfMonth;
  const { why, figures } = read(block, row, cells, start, unit);
  return why ? refused(cells, why) : { line: refused(cells).line, figures };
}

function kindAt({ heads, field }, at) {
  const { kind, month } = heads[at] ?? {};
  if (kind !== "months") return kind;
  return field.form.endsWith(month) ? "month" : "other";
}

function figureOfMonth(block, row, cells, start, unitOfName) {
  const { grid, heads, unit } = block;
  const chosen = columnOf(block, cells, start);
  if (chosen.why) return chosen;
  const beside = cells.findIndex((_, at) => kindAt(block, at) === "unit");
  const text = cells.find((cell, at) => at >= start && cell && !heads[at] && !isValue(grid, cell));
  const given = (beside < 0 ? text : cells[beside]) || unitOfName || heads[chosen.at]?.unit || unit;
  const figure = { field: row?.fields[0], value: cells[chosen.at], unit: given || row?.unit.value };
  return { figures: [figure] };
}

// Which of a line's numbers is the month's: the one a heading says, or the only one.
function columnOf(block, cells, start) {
  const places = [...cells.keys()].filter((at) => at >= start);
  const headed = (kind) => places.filter((at) => kindAt(block, at) === kind);
  const months = headed("month").length ? headed("month") : headed("value");
  if (months.length > 1) return { why: "several" };
  if (months.length) return isValue(block.grid, cells[months[0]]) ? { at: months[0] } : { why: "number" };
  const numbers = places.filter((at) => kindAt(block, at) !== "aside" && isValue(block.grid, cells[at]));
  const open = numbers.filter((at) => kindAt(block, at) !== "other");
  if (!open.length) return { why: numbers.length ? "other" : "number" };
  return numbers.length > 1 ? { why: "several" } : { at: open[0] };
}

function figuresOfYear(block, row, cells, start, unitOfName) {
  const { grid, heads, field } = block;
  const byMonth = heads.some((head) => head?.kind === "months");
  const beside = cells.findIndex((_, at) => heads[at]?.kind === "unit");
  const text = start && cells[start] && !isValue(grid, cells[start]) ? start : -1;
  const unit = cells[Math.max(beside, text)] || unitOfName || block.unit;
  const from = Math.max(start, beside + 1, text + 1);
  const figures = [];
  for (const [at, value] of cells.entries()) {
    const { kind, month } = heads[at] ?? {};
    if (at < from || !value || ["other", "aside"].includes(kind) || (byMonth && !month)) continue;
    if (start && !month && !isValue(grid, value)) continue; // a remark beside named figures
    const column = field.column + at - from;
    const place = byMonth ? grid.data.months.findIndex(({ form }) => form.endsWith(month)) : column;
    block.doubt ||= place !== column;
    figures.push({ field: row?.fields[place], value, unit });
  }
  return figures.length ? { figures } : { why: "number" };
}

// Two lines for one field leave open which of them is meant.
function refuseTwice(lines) {
  const counted = new Map();
  for (const { field } of lines.flatMap(({ figures }) => figures)) counted.set(field, (counted.get(field) ?? 0) + 1);
  const twice = ({ field }) => field && counted.get(field) > 1;
  return lines.map((line) => (line.figures.some(twice) ? { ...line, why: "twice", figures: [] } : line));
}

// ---- pasting into a field

function paste(grid, event, field) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\n\t]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const { lines, certain } = readBlock(grid, text, field);
  if (certain) takeLines(grid, lines);
  else lookAt(grid, text, field);
}

function takeLines(grid, lines) {
  const step = newId(); // taken back as one
  let left = 0;
  for (const figure of lines.flatMap(({ figures }) => figures)) {
    const { field, value } = figure;
    if (canTake(field)) {
      edit(grid, field, { step, ...wantedOf(grid, figure) }, false);
      field.shown = field.input.value = value;
    } else left += 1;
  }
  grid.edits.setDraft(null);
  grid.notice = left ? grid.data.labels.left_out.replace("{count}", left) : "";
  refresh(grid);
  grid.edits.send();
}

function wantedOf(grid, { field, value, unit }) {
  return { value, ...(unit ? { unit } : {}), ...reasonBeside(grid, field, value) };
}

function canTake(field) {
  return Boolean(field) && !field.input.disabled;
}

// A figure takes the place of the reason there was none, and so does another reason; a mark only stands for it.
function reasonBeside(grid, field, value) {
  const mark = !value || grid.words.marks.includes(halfWidth(value).trim().toLowerCase());
  return standing(grid, field).reason && !mark ? { reason: "" } : {};
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
  if (paste.box.hidden) openPasteBox(grid, grid.data.labels.paste_hint, "", grid.at?.field);
  else paste.box.hidden = true;
}

// What was pasted into a field and is not certain stands in the box, not in the form.
function lookAt(grid, text, field) {
  openPasteBox(grid, grid.data.labels.paste_look, text, field);
  grid.parts.paste.box.scrollIntoView({ block: "nearest" });
}

function openPasteBox(grid, hint, text, field) {
  const { paste } = grid.parts;
  const { labels } = grid.data;
  paste.box.hidden = false;
  paste.hint.textContent = hint;
  paste.fromLabel.textContent = `${labels.paste_from} `;
  paste.text.setAttribute("aria-label", labels.paste_box);
  paste.from.replaceChildren(...writableFields(grid).map((one) => new Option(one.name, placeOf(one))));
  if (field) paste.from.value = placeOf(field);
  paste.text.value = text;
  showPasted(grid);
  paste.text.focus();
}

function writableFields(grid) {
  return grid.rows.flatMap((row) => row.fields).filter(canTake);
}

function pastedLines(grid) {
  const { text, from } = grid.parts.paste;
  const field = writableFields(grid).find((one) => placeOf(one) === from.value);
  return text.value.trim() && field ? readBlock(grid, text.value, field).lines : [];
}

// What can be told here is told at once; what saving would refuse, and why, once the server was asked.
async function showPasted(grid) {
  const { paste } = grid.parts;
  const lines = pastedLines(grid);
  const figures = lines.flatMap(({ figures }) => figures).filter(({ field }) => canTake(field));
  paste.refusals = new Map();
  drawPasted(grid, lines, figures);
  const asked = (paste.asked = newId());
  await new Promise((done) => setTimeout(done, WHILE_TYPING));
  if (asked !== paste.asked || !figures.length) return;
  const batch = figures.map((figure) => ({ id: newId(), ...editOf(grid, figure.field, wantedOf(grid, figure)) }));
  const refusals = await refusalsOf(grid.edits, batch);
  if (asked !== paste.asked || !refusals.size) return;
  paste.refusals = refusals;
  drawPasted(grid, lines, figures.filter((figure) => !isRefused(grid, figure)));
}

function drawPasted(grid, lines, taken) {
  const { paste } = grid.parts;
  paste.list.replaceChildren(...lines.flatMap((line) => shownLine(grid, line)));
  paste.take.disabled = !taken.length;
  paste.take.textContent = grid.data.labels.paste_take.replace("{count}", taken.length);
}

function isRefused(grid, { field }) {
  return Boolean(field) && grid.parts.paste.refusals.has(placeOf(field));
}

function shownLine(grid, { line, why, figures }) {
  const notTaken = (reason) => element("li", "refused", grid.data.labels[`paste_${reason}`].replace("{line}", () => line));
  if (why) return [notTaken(why)];
  return figures.map(({ field, value, unit }) => {
    if (!canTake(field)) return notTaken("left");
    const old = standing(grid, field);
    const was = `${old.value} ${old.value ? unitName(old.unit) : ""}`.trim() || grid.data.reasons[old.reason] || "–";
    const beside = grid.words.reasons.includes(value) ? "" : unit || old.unit || field.row.unit.value;
    const change = `${field.name}：${was} → ${value} ${unitName(beside)}`.trim();
    const refusal = grid.parts.paste.refusals.get(placeOf(field));
    return refusal ? element("li", "refused", `${change}　✕ ${refusal}`) : element("li", "", change);
  });
}

function takePasted(grid) {
  const lines = pastedLines(grid);
  takeLines(grid, lines.map((line) => ({ ...line, figures: line.figures.filter((figure) => !isRefused(grid, figure)) })));
  grid.parts.paste.box.hidden = true;
}
