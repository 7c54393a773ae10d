// Whether the option of a text is the one that is chosen.
(select, text) => {
  const words = (text) => text.trim().replace(/\s+/g, " ");
  const chosen = [...select.selectedOptions].map((option) => words(option.text));
  return chosen.length === 1 && chosen[0] === words(text);
}
