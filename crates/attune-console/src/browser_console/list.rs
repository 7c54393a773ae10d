//! Rows of lists, found by name and number.

use std::time::Duration;

use serde::Deserialize;

use super::desk::Desk;
use super::script;
use super::trouble::Trouble;
use crate::extract::Extract;
use crate::locators::PageKind;

/// How long the menu of a row may take to open.
const MENU: Duration = Duration::from_secs(5);

/// A row of a list.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row {
    /// The number of the record, where the page says (`console.md` 1.3).
    pub(super) key: Option<String>,
    pub(super) cells: Vec<String>,
}

/// What is looked for in a list.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) id: i64,
    /// What it may be called; empty where only the number is known.
    pub(super) names: Vec<String>,
}

impl Wanted {
    fn is_called(&self, cell: &str) -> bool {
        self.names.iter().any(|name| name == cell)
    }

    /// The row, and the cell by which it is known.
    pub(super) fn find<'a>(&self, rows: &'a [Row]) -> Result<(&'a Row, &'a str), Trouble> {
        let Self { id, names } = self;
        let name = names.first().map_or("", String::as_str);
        let named: Vec<(&Row, &str)> = rows
            .iter()
            .filter_map(|row| Some((row, row.cells.iter().find(|cell| self.is_called(cell))?)))
            .map(|(row, cell)| (row, cell.as_str()))
            .collect();
        let key = id.to_string();
        if let Some(row) = rows.iter().find(|row| row.key.as_ref() == Some(&key)) {
            let shown = row.cells.iter().find(|cell| !cell.is_empty());
            let shown = shown.map_or("", String::as_str);
            return match row.cells.iter().find(|cell| self.is_called(cell)) {
                Some(cell) => Ok((row, cell)),
                None if names.is_empty() => Ok((row, shown)),
                None => Err(Trouble::Guard(format!(
                    "number {id} is called `{shown}` in the list, not `{name}`; plan again"
                ))),
            };
        }
        match named.as_slice() {
            [] => Err(Trouble::Guard(format!(
                "the list has neither the number {id} nor the name `{name}`"
            ))),
            [(row, cell)] => match &row.key {
                None => Ok((row, cell)),
                Some(other) => Err(Trouble::Guard(format!(
                    "`{name}` has the number {other} in the list, not {id}: this is another tenant, or another record took the name"
                ))),
            },
            several => Err(Trouble::Guard(format!(
                "the list has {} rows called `{name}`, and does not say their numbers",
                several.len()
            ))),
        }
    }
}

impl Desk {
    /// The rows of the list that is open.
    pub(super) async fn rows(&self) -> Result<Vec<Row>, Trouble> {
        Ok(self.page().evaluate(&script::rows(), &[]).await?)
    }

    /// Opens the record of a row by an entry of its menu, and waits for its page.
    pub(super) async fn open_row(
        &mut self,
        list: PageKind,
        wanted: &Wanted,
        kind: PageKind,
    ) -> Result<Extract, Trouble> {
        self.open(list, None).await?;
        let entry = self.entry(kind);
        self.choose(wanted, &entry).await?;
        self.arrive_in_any_window(&[kind]).await
    }

    /// Opens the menu of a row and chooses from it.
    pub(super) async fn choose(&self, wanted: &Wanted, entry: &[String]) -> Result<(), Trouble> {
        let rows = self.rows().await?;
        let (row, shown) = wanted.find(&rows)?;
        let page = self.page();
        page.right_click(&script::cell(row.key.as_deref(), shown))
            .await?;
        page.wait_for(&script::sees(entry), MENU).await?;
        page.click(&script::words(entry)).await?;
        Ok(())
    }
}
