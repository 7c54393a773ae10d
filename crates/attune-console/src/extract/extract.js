// attune: what a page of the Autotask admin console shows, as text.
//
// WHAT IT DOES   It reads the labels on the page in front of you and what its controls hold just now, and gives that back.
// WHAT IT LEAVES It changes nothing, clicks nothing, sends nothing anywhere and keeps nothing. It does not look at cookies,
//                storage, scripts, hidden fields, passwords or secrets (see SECRET below).
//                `found` gets the controls themselves, for who wants to point at one; pasted, nobody does.
// HOW TO READ IT 1 words, 2 values, 3 labels, 4 the walk through the page, 5 the answer. Each function is a few lines.
function attuneExtract(topDocument, found) {
  "use strict";

  // What can be filled in or ticked, native or drawn with classes, and values that stand there as fixed text.
  const DRAWN = ".Checkbox2, .SingleItemSelector2, .SingleDataSelector2, .RadioGroup2";
  const CONTROLS = `input, select, textarea, ${DRAWN}, .ReadOnly`;
  const NEVER = "[type=hidden], [type=password], [type=submit], [type=button], [type=reset], [type=image], [type=file]";
  // Texts whose label or nature says that they are secret are left out. The key of an API user (its name) is not secret.
  const SECRET = /secret|passwor[dt]|kennwort|mot de passe|contrase|wachtwoord|geheim|tracking identifier|identifiant de suivi/i;
  const SECTIONS = "details, .DetailsSection, .CollapsibleSectionContainer";
  const PANELS = ".TabPage, [role=tabpanel]";
  const TITLE = ".TitleBarItem.Title .Text, h1";
  const ABOUT = ".TitleBarItem.Title .SecondaryText, .SecondaryTitle";
  const MESSAGES = "[role=alert], .ValidationSummary.Active .Message";

  // 1. WORDS. White space and control characters become one blank; buttons, menus, scripts and controls have no words.
  const SILENT = `${CONTROLS}, button, script, style, template, svg, .Button2, .Popup`;
  const clean = (text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  const text = (node) => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || node.matches(SILENT)) return "";
    return Array.from(node.childNodes, text).join("");
  };
  const words = (element) => (element ? clean(Array.from(element.childNodes, text).join("")) : "");
  const all = (selector, within) => Array.from(within.querySelectorAll(selector));

  // 2. VALUES, from what the controls hold now: the page's attributes only say what it was loaded with.
  const isControl = (it) => it.matches(CONTROLS) && !it.matches(NEVER) && !it.parentElement.closest(DRAWN);
  const controlsIn = (element) => all(CONTROLS, element).filter(isControl);
  const radios = (it) => all("input[type=radio]", it.ownerDocument).filter((o) => o.name === it.name && o.form === it.form);
  const some = (list) => list.map(clean).filter(Boolean);

  function holds(it) {
    if (it.matches("[type=checkbox]")) return { box: it.checked };
    if (it.matches(".Checkbox2")) {
      const [on, off] = [".Checked", ".Unchecked"].map((mark) => it.querySelector(mark) !== null);
      return { box: on === off ? null : on };
    }
    if (it.matches("[type=radio]")) {
      const said = (radio) => words(radio.labels[0]);
      const group = radios(it);
      return { radio: { chosen: group.filter((o) => o.checked).map(said)[0] ?? null, options: group.map(said) } };
    }
    if (it.matches(".RadioGroup2")) {
      const buttons = all(".RadioButton2", it);
      const on = buttons.find((button) => button.querySelector(".Checked"));
      return { radio: { chosen: on ? words(on) : null, options: some(buttons.map(words)) } };
    }
    if (it.matches("select")) {
      const options = some(Array.from(it.options, (option) => option.text));
      const chosen = some(Array.from(it.selectedOptions, (option) => option.text));
      return it.multiple ? { list: { chosen, options } } : { choice: { chosen: chosen[0] ?? null, options } };
    }
    if (it.matches(".SingleItemSelector2")) {
      const item = it.querySelector(".SelectedItem");
      const chosen = item && !item.matches(".Default") ? words(item) : "";
      return { choice: { chosen: chosen || null, options: some(all(".Item", it).map(words)) } };
    }
    if (it.matches(".SingleDataSelector2")) return { choice: { chosen: words(it.querySelector(".Chip")) || null, options: [] } };
    if (it.matches(".ReadOnly")) return { fixed: words(it) };
    return it.matches("[type=number]") ? { number: clean(it.value) } : { text: clean(it.value) };
  }

  function canChange(it) {
    if (it.matches(".ReadOnly")) return false;
    if (!it.matches(DRAWN)) return !it.matches(":disabled") && !it.readOnly;
    return !it.matches(".Disabled, [aria-disabled=true]") && !it.querySelector(".TabIndexHack.Disabled");
  }

  // 3. LABELS: the control's own, or the one before it, or the only words near it.
  const LABEL = ".EditorLabelContainer1, label, .label";
  const labelWords = (label) => words(label.querySelector(".PrimaryText") ?? label);

  function labelOf(it) {
    if (it.matches("[type=radio]")) return words(it.closest("fieldset")?.querySelector("legend"));
    if (it.labels?.length) return words(it.labels[0]);
    for (let node = it; node.parentElement && !node.matches("td, th, form, body"); node = node.parentElement) {
      if (node.previousElementSibling?.matches(LABEL)) return labelWords(node.previousElementSibling);
      if (controlsIn(node.parentElement).length > 1) break;
      if (words(node.parentElement)) return words(node.parentElement);
    }
    return clean(it.getAttribute("aria-label") ?? "");
  }

  // 4. THE WALK. A place is what stands above a control: tab > section > group > part of a table > row > column.
  const controls = [];
  const BARE = { tab: "", section: "", group: "", part: "", row: "", column: "" };
  const HEADINGS = "h2, h3, h4, h5, h6";
  const isHeading = (it) => it.matches(HEADINGS) || (all(HEADINGS, it).length === 1 && controlsIn(it).length === 0 && !it.matches(SECTIONS));

  function note(it, place, record) {
    if (it.matches("[type=radio]") && radios(it)[0] !== it) return;
    const at = { ...place, row: place.row || labelOf(it) };
    found?.push({ at, record, it });
    const held = holds(it);
    const written = "text" in held || "number" in held || "fixed" in held;
    const veiled = /password|one-time-code/.test(it.autocomplete ?? "");
    if (written && (veiled || SECRET.test(`${at.row} ${at.column}`))) return;
    keep(at, held, canChange(it), record);
  }

  function keep(at, held, enabled, record) {
    const named = Object.fromEntries(Object.entries(at).filter(([, said]) => said));
    controls.push({ at: named, holds: held, enabled, ...(record && { record }) });
  }

  function tabOf(panel) {
    const named = panel.ownerDocument.getElementById(panel.getAttribute("aria-labelledby") ?? "");
    const tabs = all(".TabBar .Tab, [role=tab]", panel.parentElement);
    const panels = Array.from(panel.parentElement.children).filter((it) => it.matches(PANELS));
    return words(named) || (tabs.length === panels.length ? words(tabs[panels.indexOf(panel)]) : "");
  }

  function visit(element, place, heading = null) {
    let here = place;
    for (const child of element.children) {
      if (child === heading) continue;
      if (isControl(child)) note(child, here);
      else if (child.matches(PANELS)) visit(child, { ...BARE, tab: tabOf(child) });
      else if (child.matches(SECTIONS)) visitSection(child, here);
      else if (child.matches("table")) visitTable(child, here);
      else if (isHeading(child)) here = headed(here, words(child.matches(HEADINGS) ? child : child.querySelector(HEADINGS)), child);
      else if (!child.matches("script, style, template, svg, nav, legend")) visit(child, here);
    }
  }

  // A heading says what follows it; one of the second rank outside of sections begins a section.
  const headed = (place, said, it) => (place.section || !it.matches("h2") ? { ...place, group: said } : { ...place, section: said });

  // A folded section still holds its controls.
  function visitSection(section, place) {
    const head = section.querySelector(":scope > summary, :scope > .Header") ?? section.firstElementChild;
    const said = words(head);
    visit(section, place.section ? { ...place, group: said } : { ...BARE, tab: place.tab, section: said }, head);
  }

  function visitTable(table, place) {
    if (controlsIn(table).length === 0) return; // A list, such as the people who hold a level: none of our business.
    const group = words(table.caption) || place.group;
    let columns = null;
    let part = "";
    for (const row of table.rows) {
      const cells = Array.from(row.cells);
      const plain = controlsIn(row).length === 0;
      if (plain && cells.length === 1) part = words(cells[0]);
      else if (plain && cells.every((cell) => cell.matches("th"))) columns = cells.flatMap((cell) => Array(cell.colSpan).fill(words(cell)));
      else visitRow(row, cells, columns, { ...place, group, part });
    }
  }

  // With headings above, the first words of a row name it and other words are values; without, words name what follows them.
  // A grid says with each row which record of Autotask it shows; that number is the same at each load.
  function visitRow(row, cells, columns, place) {
    const speaks = (cell) => controlsIn(cell).length === 0 && words(cell) !== "";
    const first = cells.find(speaks);
    let name = columns && first ? words(first) : "";
    let index = 0;
    for (const cell of cells) {
      const at = { ...place, row: name, column: columns?.[index] ?? "" };
      index += cell.colSpan;
      if (cell.querySelector(`table, ${SECTIONS}`)) visit(cell, place);
      else if (!speaks(cell)) controlsIn(cell).forEach((it) => note(it, at, row.dataset.rowKey));
      else if (!columns) name = words(cell);
      else if (cell !== first && !SECRET.test(`${at.row} ${at.column}`)) keep(at, { fixed: words(cell) }, false, row.dataset.rowKey);
    }
  }

  // 5. THE ANSWER: the page with a title that holds most controls (the console shows pages inside frames), and its frames.
  const framed = (page) => [page, ...all("iframe, frame", page).flatMap((it) => (it.contentDocument ? framed(it.contentDocument) : []))];
  const size = (page) => (page.querySelector(TITLE) ? controlsIn(page).length : -1);
  const page = framed(topDocument).reduce((best, other) => (size(other) >= Math.max(size(best), 0) ? other : best));
  const address = page.defaultView.location;
  framed(page).forEach((it) => visit(it.body ?? it.documentElement, BARE));
  return {
    attune_extract: 1,
    host: address.host,
    path: address.pathname,
    // Only numbers: what else an address carries stays where it is.
    ids: Object.fromEntries(Array.from(new URLSearchParams(address.search)).filter(([name, value]) => /id$/i.test(name) && /^\d{1,18}$/.test(value))),
    language: page.documentElement.lang,
    title: clean(page.title),
    heading: words(page.querySelector(TITLE)),
    about: words(page.querySelector(ABOUT)),
    messages: Array.from(new Set(all(MESSAGES, page).map(words))).filter(Boolean),
    controls,
  };
}
