// Makes visible again what was made invisible.
() => {
  for (const [element, style] of globalThis.attuneBlanked ?? []) element.setAttribute("style", style ?? "");
  delete globalThis.attuneBlanked;
  delete globalThis.attuneBlank;
}
