// The rows of the lists on the page: the number of the record where the page says, and the words of the cells. Rows of forms
// are none, and a cell with a menu has no words of its own.
() => {
  return framed(document)
    .flatMap((page) => Array.from(page.querySelectorAll("tr")))
    .filter((row) => row.querySelector("td") && row.checkVisibility())
    .map((row) => ({ key: row.dataset.rowKey ?? null, cells: Array.from(row.cells, (cell) => (cell.querySelector(".Popup, [role=menu]") ? "" : clean(cell.textContent))) }));
}
