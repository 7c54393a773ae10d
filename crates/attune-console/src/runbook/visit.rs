//! One visit to a page, as text.

/// What an operator is told about a step.
pub(super) struct Visit {
    /// The way to the page; empty where no page is visited.
    pub(super) place: &'static str,
    /// What to do there, in order.
    pub(super) actions: Vec<String>,
    /// The values to set.
    pub(super) rows: Vec<Row>,
    /// What the page will not take, and what cannot be taken back.
    pub(super) limits: Vec<String>,
    /// What attune looks at afterwards.
    pub(super) checks: Vec<String>,
}

/// One value. All three are Markdown already.
pub(super) struct Row {
    /// Where it stands on the page.
    pub(super) place: String,
    /// What stands there now.
    pub(super) now: String,
    /// What is to stand there.
    pub(super) target: String,
}

impl Row {
    /// A row of Markdown texts.
    pub(super) fn new(
        place: impl Into<String>,
        now: impl Into<String>,
        target: impl Into<String>,
    ) -> Self {
        Self {
            place: place.into(),
            now: now.into(),
            target: target.into(),
        }
    }
}

impl Visit {
    /// The Markdown, each block after an empty line.
    pub(super) fn lines(self) -> Vec<String> {
        let Self {
            place,
            actions,
            rows,
            limits,
            checks,
        } = self;
        let mut lines = Vec::new();
        if !place.is_empty() {
            lines.extend([String::new(), format!("Where: {place}")]);
        }
        lines.push(String::new());
        lines.extend(
            actions
                .into_iter()
                .zip(1..)
                .map(|(action, number)| format!("{number}. {action}")),
        );
        if !rows.is_empty() {
            lines
                .extend(["", "| On the page | Now | Set to |", "|---|---|---|"].map(str::to_owned));
            lines.extend(
                rows.into_iter()
                    .map(|Row { place, now, target }| format!("| {place} | {now} | {target} |")),
            );
        }
        lines.extend(list("Limits of the page:", limits));
        lines.extend(list("attune checks afterwards:", checks));
        lines
    }
}

fn list(title: &str, entries: Vec<String>) -> Vec<String> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), title.to_owned(), String::new()];
    lines.extend(entries.into_iter().map(|entry| format!("- {entry}")));
    lines
}
