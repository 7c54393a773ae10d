// What has to be clicked so that a control can be seen: the tab or the heading of the outermost thing around it that is folded.
// Null where it can be seen.
(control) => {
  if (!control || control.checkVisibility({ visibilityProperty: true })) return null;
  const around = [];
  for (let node = control; node.parentElement; node = node.parentElement) around.unshift(node.parentElement);
  for (const [index, box] of around.entries()) {
    if (box.matches(".TabPage, [role=tabpanel]") && !box.checkVisibility()) {
      const panels = Array.from(box.parentElement.children).filter((it) => it.matches(".TabPage, [role=tabpanel]"));
      const named = box.ownerDocument.getElementById(box.getAttribute("aria-labelledby") ?? "");
      return named ?? Array.from(box.parentElement.querySelectorAll(".TabBar .Tab, [role=tab]"))[panels.indexOf(box)] ?? null;
    }
    if (!box.matches("details, .DetailsSection, .CollapsibleSectionContainer") || !box.checkVisibility()) continue;
    if ((around[index + 1] ?? control).checkVisibility()) continue;
    // Only the words of the heading: it may hold buttons that set all controls.
    const head = box.querySelector(":scope > summary, :scope > .Header") ?? box.firstElementChild;
    const BUTTON = "button, .Button2, [role=button]";
    const words = Array.from(head.querySelectorAll("*")).filter((it) => !it.matches(BUTTON) && !it.closest(BUTTON) && !it.querySelector(BUTTON) && clean(it.textContent));
    return words[0] ?? (head.querySelector(BUTTON) ? null : head);
  }
  return null;
}
