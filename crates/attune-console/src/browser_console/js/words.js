// The visible element with exactly one of these words: something to click where there is one. With `buttons`, only buttons
// count, and only if there is a single one.
(alternatives, buttons) => {
  const ACTIVE = "a, button, summary, [role=button], [role=menuitem], [role=tab], [tabindex], .Button2, .MenuItem, .Toggle";
  const BUTTON = "button, a.button, [role=button], .Button2, .Button";
  const LONGEST = Math.max(...alternatives.map((words) => words.length)) + 40;
  const found = framed(document).flatMap((page) =>
    Array.from(page.querySelectorAll(buttons ? BUTTON : "body *")).filter((it) => {
      if (it.childElementCount > 6 || it.matches("script, style, option, svg")) return false;
      const said = it.textContent;
      return said.length < LONGEST * 4 && alternatives.includes(clean(said)) && it.checkVisibility({ visibilityProperty: true });
    }),
  );
  // Of a button and the words in it, the words are enough.
  const innermost = found.filter((it) => !found.some((other) => other !== it && it.contains(other)));
  if (buttons) return innermost.length === 1 ? innermost[0] : null;
  return innermost.find((it) => it.closest(ACTIVE)) ?? innermost[0] ?? null;
}
