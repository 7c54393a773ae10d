//! The operator's hands: what comes next is outlined, and awaited.

use tokio::time::{self, Instant};

use super::arrive::PAUSE;
use super::desk::Desk;
use super::fill::control_at;
use super::trouble::Trouble;
use super::wanted::{Task, Wanted};
use crate::browser::Target;
use crate::extract::{Control, Holds};
use crate::locators::PageKind;

impl Desk {
    /// Outlines a control until it holds what it is to hold; says so where it comes to hold something else.
    pub(super) async fn wait_for_hand(
        &self,
        kind: PageKind,
        task: &Task,
        before: &Control,
    ) -> Result<(), Trouble> {
        let Task { spot, wanted } = task;
        let end = Instant::now() + self.setup.patience.hand;
        let note = wanted.in_words();
        self.tell(&format!("{}: {note}", spot.words()));
        self.page().outline(&spot.control(), &note).await?;
        let mut told = before.holds.clone();
        let mut last = told.clone();
        loop {
            self.heed_stop()?;
            let now = control_at(&self.look(kind).await?, spot)?.holds.clone();
            if wanted.is_shown_by(&now) {
                return Ok(());
            }
            // Whoever is typing is not done; a value that passes is none.
            if now != told && now == last && !self.is_typing(task, &now).await? {
                self.tell(&format!(
                    "{} shows `{}` now; please {note}",
                    spot.words(),
                    now.shown()
                ));
                self.page().outline(&spot.control(), &note).await?;
                told = now.clone();
            }
            last = now;
            if Instant::now() >= end {
                return Err(Trouble::Guard(format!(
                    "nobody came to {} where {} was asked",
                    wanted.in_words(),
                    spot.words()
                )));
            }
            time::sleep(PAUSE).await;
        }
    }

    /// Outlines a button and what to do with it.
    pub(super) async fn point_at(&self, target: &Target, note: &str) -> Result<(), Trouble> {
        self.tell(note);
        Ok(self.page().outline(target, note).await?)
    }

    async fn is_typing(&self, task: &Task, holds: &Holds) -> Result<bool, Trouble> {
        match (&task.wanted, holds) {
            (Wanted::Written(_), Holds::Text(_) | Holds::Number(_)) => {
                let (has_focus, arguments) = task.spot.has_focus();
                Ok(self.page().evaluate(&has_focus, &arguments).await?)
            }
            (Wanted::Written(_) | Wanted::Ticked(_) | Wanted::Chosen(_), _) => Ok(false),
        }
    }
}
