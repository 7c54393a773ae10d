// The cell with these words in the one row that has this key, or in the one row that has these words where rows have none.
(key, shown) => {
  const rows = framed(document).flatMap((page) => Array.from(page.querySelectorAll("tr")));
  const cells = rows
    .filter((row) => row.checkVisibility() && (key === null || row.dataset.rowKey === key))
    .flatMap((row) => Array.from(row.cells).filter((cell) => clean(cell.textContent) === shown).slice(0, 1));
  return cells.length === 1 ? cells[0] : null;
}
