// Streamlit has no translations: its own few English words are put into the page's language where they appear.
// Only whole texts of its own parts are touched, never what people typed.
(() => {
  const WORDS = __WORDS__;
  const NUMBER = /\d[\d.,]*(?:\s?[KMGT]?B\b)?/g;
  const OWN = [
    "stSkipToContent", "stStatusWidget", "stFileUploader", "stFileUploaderDropzone", "stFileUploaderFile",
    "stHeader", "stToolbar", "stMainMenuPopover", "stSidebarHeader", "stSidebarNav", "stConnectionStatus",
    "stDialog", "stTooltipContent", "stToast", "stElementToolbar", "stSpinner", "stDateInput",
    "stSelectboxVirtualDropdown", "InputInstructions",
  ].map((name) => `[data-testid="${name}"]`).concat(["[role=dialog]", "[role=listbox]", "[role=tooltip]", "[aria-live]"]).join();
  const TYPED = "[data-testid=stHtml],[data-testid=stMarkdownContainer] .typed,textarea,input,.sheet";
  const NAMED = ["aria-label", "title", "placeholder"];

  const said = (text) => {
    const plain = text.trim();
    if (!plain || plain.length > 200) return null;
    if (WORDS[plain]) return WORDS[plain];
    const numbers = plain.match(NUMBER) || [];
    const found = numbers.length ? WORDS[plain.replace(NUMBER, "#")] : undefined;
    return found ? numbers.reduce((sentence, number) => sentence.replace("#", number.trim()), found) : null;
  };
  // the buttons over a chart are named "Fullscreen: " and what the chart says
  const saidOf = (text) => {
    const told = said(text);
    const end = text.indexOf(": ");
    const head = !told && end > 0 && WORDS[text.slice(0, end)];
    return head ? `${head}：${text.slice(end + 2)}` : told;
  };
  const nameOf = (element) => {
    for (const name of NAMED) {
      const told = saidOf(element.getAttribute(name) || "");
      if (told) element.setAttribute(name, told);
    }
  };
  const textOf = (node) => {
    if (!node.parentElement?.closest(OWN) || node.parentElement.closest(TYPED)) return;
    const told = said(node.nodeValue);
    if (told) node.nodeValue = told;
  };
  const within = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return textOf(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".sheet")) return;
    for (const element of [root, ...root.querySelectorAll("[aria-label],[title],[placeholder]")]) nameOf(element);
    const parts = root.closest(OWN) ? [root] : root.querySelectorAll(OWN);
    for (const part of parts) {
      const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) textOf(walk.currentNode);
    }
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") nameOf(target);
      else if (type === "characterData") textOf(target);
      else addedNodes.forEach(within);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMED,
  });
})();
