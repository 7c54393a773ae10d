// Makes invisible: the elements that were marked, password fields, frames that cannot be looked into. Returns how many of
// them were not so before.
async () => {
  const blanked = (globalThis.attuneBlanked ??= new Map());
  const all = new Set(globalThis.attuneBlank ?? []);
  const visit = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.matches('input[type="password"]')) all.add(element);
      if (element.shadowRoot) visit(element.shadowRoot);
      if (element.matches("iframe, frame, object, embed")) {
        if (element.contentDocument) visit(element.contentDocument);
        else all.add(element);
      }
    }
  };
  visit(document);
  let changed = 0;
  for (const element of all) {
    const { style } = element;
    if (blanked.has(element) && style.opacity === "0" && style.getPropertyPriority("opacity") === "important") continue;
    if (!blanked.has(element)) blanked.set(element, element.getAttribute("style"));
    style.setProperty("opacity", "0", "important");
    style.setProperty("transition", "none", "important");
    changed += 1;
  }
  // The next picture but one of the screen shows it for certain.
  if (changed) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return changed;
}
