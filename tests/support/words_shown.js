// The lines of text within a box of the window (the whole window without one), fields' contents included.
(box) => {
  const area = box ?? { x: 0, y: 0, width: innerWidth, height: innerHeight };
  const lines = [];
  const within = (rect) =>
    rect.width > 0 && rect.height > 0 && rect.bottom > area.y && rect.top < area.y + area.height &&
    rect.right > area.x && rect.left < area.x + area.width;
  const add = (text) => {
    const line = text.replace(/\s+/g, " ").trim();
    if (line) lines.push(line);
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const range = document.createRange();
        range.selectNodeContents(child);
        if ([...range.getClientRects()].some(within)) add(child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE) look(child);
    }
  };
  const look = (element) => {
    if (element.matches("script, style, noscript, [data-testid=stIconMaterial]")) return;
    const boxless = getComputedStyle(element).display === "contents";
    if (!boxless && !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
    const seen = within(element.getBoundingClientRect());
    if (element.matches("select")) seen && add(element.selectedOptions[0]?.text ?? "");
    else if (element.matches("input, textarea")) seen && !element.matches("[type=hidden], [type=password], [type=checkbox], [type=radio]") && add(element.value);
    else {
      if (element.shadowRoot) walk(element.shadowRoot);
      walk(element);
    }
  };
  walk(document.body);
  return lines;
}
