// Keeps the documents with the form, to know later whether they are still there. Returns how many messages of success they show.
() => {
  globalThis.attuneForms = framed(document);
  return globalThis.attuneForms.flatMap((page) => Array.from(page.querySelectorAll("[role=status]"))).length;
}
