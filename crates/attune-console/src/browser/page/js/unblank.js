// Makes visible again what was made invisible.
() => {
  for (const [element, style] of globalThis.attuneBlanked ?? []) {
    if (style === null) element.removeAttribute("style");
    else element.setAttribute("style", style);
  }
  delete globalThis.attuneBlanked;
  delete globalThis.attuneBlank;
}
