
// Pasted into the developer tools, this puts the text on the clipboard, or shows it to be copied.
(() => {
  const text = JSON.stringify(attuneExtract(document), null, 1);
  if (typeof copy !== "function") return text;
  copy(text);
  return `${text.length} characters are on the clipboard: save them as a file.`;
})();
