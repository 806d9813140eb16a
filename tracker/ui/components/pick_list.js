// Entries are links; a plain click is told to the page instead, which then need not load anew. The queue is one
// stop of the Tab key: the arrows, Home and End walk within it, Enter opens.

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
  const links = [...box.querySelectorAll("a")];
  const current = links.find((link) => link.getRootNode().activeElement === link);
  stopAt(links, current ?? links.find((link) => link.dataset.name === data.chosen) ?? links[0]);
  if (box.chosen !== data.chosen) {
    box.chosen = data.chosen;
    const link = box.querySelector("[aria-current]");
    if (link) box.scrollTop = Math.max(0, link.offsetTop - box.clientHeight / 2);
  }
  box.onkeydown = (event) => {
    const next = neighbour(links, event);
    if (!next) return;
    event.preventDefault();
    stopAt(links, next);
    next.focus();
  };
  box.onclick = (event) => {
    const link = event.target.closest("a[data-name]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("picked", link.dataset.name);
  };
}

function stopAt(links, at) {
  for (const link of links) link.tabIndex = link === at ? 0 : -1;
}

function neighbour(links, event) {
  const at = links.indexOf(event.target);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return null;
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  return links[steps[event.key]] ?? null;
}
