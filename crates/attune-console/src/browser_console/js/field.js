// The one field with one of these labels, also where nothing may be copied from it.
(labels) => {
  const found = [];
  attuneExtract(document, found);
  const fit = found.filter(({ at, it }) => labels.includes(plain(at.row)) && it.matches("input"));
  return fit.length === 1 ? fit[0].it : null;
}
