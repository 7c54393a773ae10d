// Chooses the option of a text; returns how many there are, and chooses only if there is one.
(select, text) => {
  const words = (text) => text.trim().replace(/\s+/g, " ");
  const fit = [...select.options].filter((option) => words(option.text) === words(text) && !option.disabled);
  if (fit.length === 1 && !fit[0].selected) {
    select.focus();
    fit[0].selected = true;
    select.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return fit.length;
}
