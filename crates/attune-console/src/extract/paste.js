
// Pasted into the developer tools, this leaves out what attune has no word for, and puts the rest on the clipboard, or shows it.
(() => {
  const PAGES = ["headings of the pages that attune reads"];
  const SECTIONS = ["sections of a security level"];
  const LABELS = ["fields and columns that attune manages"];
  const bare = (said) => (said ?? "").replace(/[\s*:]+$/, "");
  const is = (list, said) => list.includes(bare(said));
  const seen = attuneExtract(document);
  if (!is(PAGES, seen.heading)) return "Nothing was copied: this is neither a security level, nor an API user, nor Protected Data Permission.";

  const empty = { choice: { chosen: null, options: [] } };
  const veil = ({ at, holds, enabled, record }) => {
    // A row that says whose record it is needs no name beside the number.
    const place = record ? { ...at, row: "" } : at;
    const known = [at.row, at.group, at.column].some((said) => is(LABELS, said)) || (!at.row && is(LABELS, at.section));
    // A number may stand in a field for text.
    const written = holds.text && !/^\d+$/.test(holds.text);
    const chosen = (held) => ({ ...held, options: [] });
    const bared = holds.choice ? { choice: chosen(holds.choice) } : holds.radio ? { radio: chosen(holds.radio) } : holds;
    const list = holds.list ? { list: chosen(holds.list) } : bared;
    const kept = is(SECTIONS, at.section) && !written && !holds.list ? holds : known ? list : empty;
    return { at: place, holds: kept, enabled, ...(record && { record }) };
  };
  const page = { ...seen, title: "", about: "", messages: [], controls: seen.controls.map(veil), taken: new Date().toISOString() };
  const text = JSON.stringify(page, null, 1);
  if (typeof copy !== "function") return text;
  copy(text);
  return `${text.length} characters are on the clipboard: save them as a file.`;
})();
