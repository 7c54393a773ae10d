// The one control that stands at a place of words; with an option, what has to be clicked to choose that: the button of a
// group, or the entry of a list that is open.
(at, record, option) => {
  const found = [];
  attuneExtract(document, found);
  const PLACES = ["tab", "section", "group", "part", "row", "column"];
  const fits = found.filter((one) => (one.record ?? null) === record && PLACES.every((place) => plain(one.at[place]) === (at[place] ?? "")));
  if (fits.length !== 1) return null;
  const control = fits[0].it;
  if (option === null) return control.querySelector(":scope > .SelectedItem") ?? control;
  const choices = control.matches("[type=radio]")
    ? Array.from(control.ownerDocument.querySelectorAll("input[type=radio]")).filter((it) => it.name === control.name && it.form === control.form)
    : Array.from(control.querySelectorAll(".RadioButton2, .Item"));
  const said = choices.filter((it) => plain((it.labels?.[0] ?? it).textContent) === plain(option));
  return said.length === 1 ? said[0] : null;
}
