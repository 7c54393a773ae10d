// What kind of control it is, so that the right input is used.
(control) => {
  if (!control) return "missing";
  if (control.matches("select")) return control.multiple ? "other" : "native-list";
  if (control.matches("[type=radio], .RadioGroup2")) return "radio";
  if (control.matches(".SelectedItem, .SingleItemSelector2")) return "drawn-list";
  if (control.matches("[type=checkbox], .Checkbox2")) return "box";
  return control.matches("input, textarea") ? "text" : "other";
}
