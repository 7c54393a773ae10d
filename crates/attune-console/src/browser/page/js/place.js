// Where an element of the page can be clicked, in the coordinates of the main frame, or why it cannot.
(element) => {
  if (element.nodeType !== Node.ELEMENT_NODE || !element.isConnected) return "gone";
  if (element.matches(":disabled") || element.closest('[aria-disabled="true"]')) return "disabled";
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const styleOf = (node) => node.ownerDocument.defaultView.getComputedStyle(node);
  const box = [...element.getClientRects()].find((part) => part.width > 0 && part.height > 0);
  if (!box || styleOf(element).visibility !== "visible") return "hidden";
  const isInside = (node, outer) => {
    for (let at = node; at; at = at.parentNode ?? at.host) if (at === outer) return true;
    return false;
  };
  const hitAt = (root, x, y) => {
    const hit = root.elementFromPoint(x, y);
    const inner = hit?.shadowRoot?.elementFromPoint(x, y);
    return inner && inner !== hit ? hitAt(hit.shadowRoot, x, y) : hit;
  };
  let x = box.left + box.width / 2;
  let y = box.top + box.height / 2;
  // From the element's own document outwards: every frame has to show the point as well.
  for (let node = element; node; ) {
    if (!isInside(hitAt(node.ownerDocument, x, y), node)) return "covered";
    const frame = node.ownerDocument.defaultView.frameElement;
    if (frame) {
      const outer = frame.getBoundingClientRect();
      const style = styleOf(frame);
      x += outer.left + frame.clientLeft + parseFloat(style.paddingLeft);
      y += outer.top + frame.clientTop + parseFloat(style.paddingTop);
    }
    node = frame;
  }
  return { at: { x, y } };
}
