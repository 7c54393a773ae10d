// Whether one of the kept documents made way for another, which is loaded; or whether there are more messages of success.
(messages) => {
  const pages = framed(document);
  if (!pages.every((page) => page.readyState === "complete")) return false;
  const kept = globalThis.attuneForms;
  if (!kept || kept.some((page) => page.defaultView === null)) return true;
  return pages.flatMap((page) => Array.from(page.querySelectorAll("[role=status]"))).length > messages;
}
