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
        loop {
            // Each look is the one after a control and the one before the next.
            let mut seen = self.look(kind).await?;
            for task in tasks {
                self.heed_stop()?;
                seen = self.set(kind, task, seen).await?;
            }
            // A control may have changed again, by the page or by a person, while others were set.
            let Some((spot, shown)) = first_amiss(&self.look(kind).await?, tasks)? else {
                break;
            };
            let amiss = format!(
                "{} changed again after it was set: it shows `{shown}`",
                spot.words()
            );
            match self.hand() {
                Hand::Human => self.tell(&amiss),
                Hand::Own => return Err(Trouble::Guard(amiss)),
            }
        }
        match self.hand() {
            Hand::Human => Ok(self.page().clear_outline().await?),
            Hand::Own => Ok(()),
        }
    }

    /// Brings one control of a page that looks like `before` to hold what it is to hold; how the page looks then.
    async fn set(&self, kind: PageKind, task: &Task, before: Extract) -> Result<Extract, Trouble> {
        let Task { spot, wanted } = task;
        let control = control_at(&before, spot)?;
        if wanted.is_shown_by(&control.holds) {
            return Ok(before);
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
            Hand::Human => self.wait_for_hand(kind, task, control).await?,
        }
        let after = self.look(kind).await?;
        let now = control_at(&after, spot)?;
        if wanted.is_shown_by(&now.holds) {
            Ok(after)
        } else {
            Err(Trouble::Guard(format!(
                "{} did not take its value: it shows `{}`",
                spot.words(),
                now.holds.shown()
            )))
        }
    }

    /// The page as it is just now.
    pub(super) async fn look(&self, kind: PageKind) -> Result<Extract, Trouble> {
        let extract = self.glance().await?;
        expect(&extract, &self.locators, &[kind])?;
        Ok(extract)
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

/// The first control that does not hold what it is to hold, and what it shows.
fn first_amiss<'a>(
    extract: &Extract,
    tasks: &'a [Task],
) -> Result<Option<(&'a Spot, String)>, Trouble> {
    for Task { spot, wanted } in tasks {
        let control = control_at(extract, spot)?;
        if !wanted.is_shown_by(&control.holds) {
            return Ok(Some((spot, control.holds.shown())));
        }
    }
    Ok(None)
}

/// The one control at a spot.
pub(super) fn control_at<'a>(extract: &'a Extract, spot: &Spot) -> Result<&'a Control, Trouble> {
    let is_at = |control: &&Control| {
        control.at == spot.at && (spot.record.is_none() || control.record == spot.record)
    };
    let mut found = extract.controls.iter().filter(is_at);
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

/// Refuses where a control changed that nobody wanted to change, and that nothing else that was set explains.
pub(super) fn require_only(
    before: &Extract,
    after: &Extract,
    is_meant: impl Fn(&Spot) -> bool,
) -> Result<(), Trouble> {
    let (before, after) = (held(before), held(after));
    for (spot, now) in &after {
        let then = before.get(spot);
        if then != Some(now) && !is_meant(spot) {
            let then = then.map_or_else(|| "not there".to_owned(), |then| shown(then));
            return Err(Trouble::Guard(format!(
                "{} changed as well, which nobody asked for: it was {then} and is {}",
                spot.words(),
                shown(now)
            )));
        }
    }
    Ok(())
}

/// What the controls at each spot hold; words do not tell all controls apart.
fn held(extract: &Extract) -> BTreeMap<Spot, Vec<&Holds>> {
    let mut held: BTreeMap<Spot, Vec<&Holds>> = BTreeMap::new();
    for Control {
        at, holds, record, ..
    } in &extract.controls
    {
        let spot = Spot {
            at: at.clone(),
            record: record.clone(),
        };
        held.entry(spot).or_default().push(holds);
    }
    held
}

fn shown(held: &[&Holds]) -> String {
    let held: Vec<String> = held.iter().map(|it| format!("`{}`", it.shown())).collect();
    held.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Anchor;

    /// A page with boxes that no words tell apart.
    fn page(boxes: [bool; 2]) -> Extract {
        let control = |on: bool| Control {
            at: Anchor::default(),
            holds: Holds::Box(Some(on)),
            enabled: true,
            record: None,
        };
        Extract {
            host: String::new(),
            path: String::new(),
            ids: BTreeMap::new(),
            language: String::new(),
            title: String::new(),
            heading: String::new(),
            about: String::new(),
            messages: Vec::new(),
            controls: boxes.map(control).into(),
            taken: None,
        }
    }

    #[test]
    fn a_control_that_words_do_not_tell_apart_does_not_change_unseen() {
        let before = page([false, false]);
        assert!(require_only(&before, &before, |_| false).is_ok());
        for after in [[true, false], [false, true]] {
            let refused = require_only(&before, &page(after), |_| false);
            assert!(refused.is_err(), "{after:?}");
        }
    }
}
