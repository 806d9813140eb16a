// Entries are links; a plain click is told to the page instead, which then need not load anew.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let box = parentElement.querySelector(".picks");
  if (!box) {
    box = document.createElement("div");
    box.className = "picks";
    parentElement.appendChild(box);
  }
  if (box.markup !== data.markup) {
    const at = box.querySelector(":focus")?.dataset.name;
    box.markup = data.markup;
    box.innerHTML = data.markup;
    if (at) box.querySelector(`[data-name="${CSS.escape(at)}"]`)?.focus();
  }
  for (const link of box.querySelectorAll("a")) {
    if (link.dataset.name === data.chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (box.chosen !== data.chosen) {
    box.chosen = data.chosen;
    const link = box.querySelector("[aria-current]");
    if (link) box.scrollTop = Math.max(0, link.offsetTop - box.clientHeight / 2);
  }
  box.onclick = (event) => {
    const link = event.target.closest("a[data-name]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("picked", link.dataset.name);
  };
}
