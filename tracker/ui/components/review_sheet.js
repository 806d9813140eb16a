// The tables come as markup. Here remarks typed are kept, through a reload too, and told to the page. The fields of
// a table are one stop of the Tab key, so that the decision below is near: Enter and the arrows walk within it.

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const sheet = (parentElement.sheet ??= makeSheet(parentElement));
  sheet.tell = setStateValue;
  sheet.box.setAttribute("aria-label", data.title);
  if (sheet.markup === data.markup) return;
  sheet.markup = data.markup;
  sheet.store = `tracker.remarks.${data.name}`;
  sheet.remarks = JSON.parse(sessionStorage.getItem(sheet.store) ?? "{}");
  const open = [...sheet.box.querySelectorAll("details")].map((part) => part.open);
  sheet.box.innerHTML = data.markup;
  sheet.box.querySelectorAll("details").forEach((part, place) => (part.open = open[place] ?? false));
  for (const field of fields(sheet)) field.value = sheet.remarks[field.dataset.row] ?? "";
  for (const table of sheet.box.querySelectorAll("table")) stopAt(table.querySelector("input[data-row]"));
  if (fields(sheet).some((field) => field.value)) tell(sheet);
}

function makeSheet(parent) {
  const box = document.createElement("div");
  box.className = "review";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  parent.appendChild(box);
  const sheet = { box };
  box.addEventListener("input", () => keep(sheet));
  box.addEventListener("change", () => tell(sheet));
  box.addEventListener("focusin", (event) => event.target.matches("input[data-row]") && stopAt(event.target));
  box.addEventListener("keydown", (event) => walk(sheet, event));
  return sheet;
}

function fields(sheet) {
  return [...sheet.box.querySelectorAll("input[data-row]")];
}

function keep(sheet) {
  const typed = fields(sheet).filter((field) => field.value.trim());
  sheet.remarks = Object.fromEntries(typed.map((field) => [field.dataset.row, field.value]));
  sessionStorage.setItem(sheet.store, JSON.stringify(sheet.remarks));
}

function tell(sheet) {
  keep(sheet);
  sheet.tell("remarks", sheet.remarks);
}

function stopAt(field) {
  if (!field) return;
  for (const other of field.closest("table").querySelectorAll("input[data-row]")) other.tabIndex = -1;
  field.tabIndex = 0;
}

// to the next field or the one before, but not while an input method is at work
function walk(sheet, event) {
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing || !event.target.matches("input")) return;
  event.preventDefault();
  const all = fields(sheet).filter((field) => field.offsetParent);
  all[all.indexOf(event.target) + step]?.focus();
}
