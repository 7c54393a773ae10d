//! Setting the controls of a page, one at a time, each looked at again before the next.

use std::collections::BTreeMap;

use super::Hand;
use super::desk::Desk;
use super::script::Spot;
use super::trouble::Trouble;
use super::wanted::{Task, Wanted};
use crate::browser::Key;
use crate::extract::{Control, Extract, Holds};
use crate::locators::PageKind;
use crate::reading::expect;

/// How many sections may be folded around a control, one in the other.
const DEPTH: usize = 4;

impl Desk {
    /// Brings the controls of a page to hold what they are to hold. Nothing is saved.
    pub(super) async fn fill(&self, kind: PageKind, tasks: &[Task]) -> Result<(), Trouble> {
        for task in tasks {
            self.heed_stop()?;
            self.set(kind, task).await?;
        }
        match self.hand() {
            Hand::Human => Ok(self.page().clear_outline().await?),
            Hand::Own => Ok(()),
        }
    }

    async fn set(&self, kind: PageKind, task: &Task) -> Result<(), Trouble> {
        let Task { spot, wanted } = task;
        let control = self.control(kind, spot).await?;
        if wanted.is_shown_by(&control.holds) {
            return Ok(());
        }
        if !control.enabled {
            return Err(Trouble::Guard(format!(
                "{} cannot be changed: the page has it disabled",
                spot.words()
            )));
        }
        self.unfold(spot).await?;
        match self.hand() {
            Hand::Own => self.use_control(spot, wanted).await?,
            Hand::Human => self.wait_for_hand(kind, task, &control).await?,
        }
        let now = self.control(kind, spot).await?;
        if wanted.is_shown_by(&now.holds) {
            Ok(())
        } else {
            Err(Trouble::Guard(format!(
                "{} did not take its value: it shows `{}`",
                spot.words(),
                now.holds.shown()
            )))
        }
    }

    /// A control as it is just now.
    pub(super) async fn control(&self, kind: PageKind, spot: &Spot) -> Result<Control, Trouble> {
        let extract = self.glance().await?;
        expect(&extract, &self.locators, &[kind])?;
        let mut found = extract.controls.into_iter().filter(|it| is_at(it, spot));
        match (found.next(), found.next()) {
            (Some(control), None) => Ok(control),
            (None, _) => Err(Trouble::Guard(format!(
                "{} is not on the page any more",
                spot.words()
            ))),
            (Some(_), Some(_)) => Err(Trouble::Guard(format!(
                "{} is on the page more than once",
                spot.words()
            ))),
        }
    }

    /// Opens the tab and the sections in which a control stands.
    async fn unfold(&self, spot: &Spot) -> Result<(), Trouble> {
        for _ in 0..DEPTH {
            let (is_folded, arguments) = spot.is_folded();
            if !self.page().evaluate(&is_folded, &arguments).await? {
                break;
            }
            self.page().click(&spot.opener()).await?;
        }
        Ok(())
    }

    async fn use_control(&self, spot: &Spot, wanted: &Wanted) -> Result<(), Trouble> {
        let page = self.page();
        let (kind, arguments) = spot.kind();
        let kind: String = page.evaluate(&kind, &arguments).await?;
        match (kind.as_str(), wanted) {
            ("box", Wanted::Ticked(_)) => page.click(&spot.control()).await?,
            ("native-list", Wanted::Chosen(option)) => page.select(&spot.control(), option).await?,
            ("drawn-list", Wanted::Chosen(option)) => {
                page.click(&spot.control()).await?;
                page.click(&spot.option(option)).await?;
            }
            ("radio", Wanted::Chosen(option)) => page.click(&spot.option(option)).await?,
            ("text", Wanted::Written(text)) => {
                page.type_text(&spot.control(), text).await?;
                // The page hears of it when the focus leaves the field.
                page.press(Key::Tab).await?;
            }
            (_, Wanted::Ticked(_) | Wanted::Chosen(_) | Wanted::Written(_)) => {
                return Err(Trouble::Guard(format!(
                    "{} is made in a way that attune cannot use; {} by hand",
                    spot.words(),
                    wanted.in_words()
                )));
            }
        }
        Ok(())
    }
}

fn is_at(control: &Control, spot: &Spot) -> bool {
    control.at == spot.at && (spot.record.is_none() || control.record == spot.record)
}

/// Refuses where a control changed that nobody wanted to change, and that nothing else that was set explains.
pub(super) fn require_only(
    before: &Extract,
    after: &Extract,
    is_meant: impl Fn(&Spot) -> bool,
) -> Result<(), Trouble> {
    let held = |extract: &Extract| -> BTreeMap<Spot, Holds> {
        let controls = extract.controls.iter();
        controls
            .map(|it| {
                let spot = Spot {
                    at: it.at.clone(),
                    record: it.record.clone(),
                };
                (spot, it.holds.clone())
            })
            .collect()
    };
    let (before, after) = (held(before), held(after));
    for (spot, now) in &after {
        let then = before.get(spot);
        if then != Some(now) && !is_meant(spot) {
            let then = then.map_or_else(
                || "not there".to_owned(),
                |then| format!("`{}`", then.shown()),
            );
            return Err(Trouble::Guard(format!(
                "{} changed as well, which nobody asked for: it was {then} and is `{}`",
                spot.words(),
                now.shown()
            )));
        }
    }
    Ok(())
}
