//! What every message to people says, cut to what a channel takes.

use jiff::tz::TimeZone;

use crate::words::{count, shown};
use crate::{Batch, Counts, Link, Notice, Standing, State};

/// A message: counts first, then tenants.
#[derive(Clone, Debug)]
pub(crate) struct Digest {
    /// `2 tenants drifted, 1 in sync again`.
    pub(crate) headline: String,
    /// When the run was.
    pub(crate) when: String,
    /// A tenant each.
    pub(crate) sections: Vec<Section>,
    /// `and 3 more tenants`, where some were left out.
    pub(crate) more: Option<String>,
}

/// One tenant. Its texts are harmless.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// `contoso (database 200117): 3 differences`.
    pub(crate) title: String,
    /// What differs, or why it could not be looked at; the last line may be `and 3 more`.
    pub(crate) lines: Vec<String>,
    /// Where to read more.
    pub(crate) link: Option<Link>,
}

/// How much is shown at most, largest first: tenants, and lines of each.
const SIZES: [(usize, usize); 9] = [
    (200, 100),
    (100, 30),
    (40, 20),
    (20, 10),
    (20, 5),
    (20, 2),
    (20, 0),
    (5, 0),
    (0, 0),
];

impl Digest {
    /// As much of a batch as fits in `measure`, which is handed what a channel makes of it.
    pub(crate) fn fitting<T>(
        batch: &Batch,
        render: impl Fn(&Self) -> T,
        fits: impl Fn(&T) -> bool,
    ) -> T {
        let [.., (tenants, lines)] = SIZES;
        SIZES
            .into_iter()
            .map(|(tenants, lines)| render(&Self::of(batch, tenants, lines)))
            .find(fits)
            .unwrap_or_else(|| render(&Self::of(batch, tenants, lines)))
    }

    fn of(batch: &Batch, tenants: usize, lines: usize) -> Self {
        let notices = batch.notices();
        let left_out = notices.len().saturating_sub(tenants);
        Self {
            headline: headline(batch.counts()),
            when: time(batch.at()),
            sections: notices
                .iter()
                .take(tenants)
                .map(|notice| Section::of(notice, lines))
                .collect(),
            more: (left_out > 0)
                .then(|| format!("and {}", count(left_out, "more tenant", "more tenants"))),
        }
    }

    /// The title of its only tenant, or the headline.
    pub(crate) fn subject(&self) -> &str {
        match self.sections.as_slice() {
            [section] => &section.title,
            _ => &self.headline,
        }
    }
}

impl Section {
    /// With so many lines at most, and one more where some were left out.
    pub(crate) fn of(notice: &Notice, most: usize) -> Self {
        let tenant = shown(&notice.look.tenant);
        let tenant = match notice.look.database {
            Some(database) => format!("{tenant} (database {database})"),
            None => tenant,
        };
        let all = match &notice.look.standing {
            Standing::Drifted {
                differences,
                fingerprint: _,
            } => differences.as_slice(),
            Standing::InSync => &[],
            Standing::CouldNotLook { why } => std::slice::from_ref(why),
        };
        let left_out = all.len().saturating_sub(most);
        let mut lines: Vec<String> = all.iter().take(most).map(|line| shown(line)).collect();
        if left_out > 0 {
            lines.push(format!("and {left_out} more"));
        }
        Self {
            title: format!("{tenant}: {}", standing(notice)),
            lines,
            link: notice.look.link.clone(),
        }
    }
}

/// `3 differences`, `in sync again; it had drifted since ...`.
fn standing(notice: &Notice) -> String {
    let since = notice
        .since
        .map(|since| format!(" (told at {})", time(since)))
        .unwrap_or_default();
    let now = match &notice.look.standing {
        Standing::Drifted {
            differences,
            fingerprint: _,
        } => count(differences.len(), "difference", "differences"),
        Standing::InSync => "in sync".to_owned(),
        Standing::CouldNotLook { why: _ } => return "could not be looked at".to_owned(),
    };
    match (&notice.look.standing, &notice.before) {
        (Standing::Drifted { .. } | Standing::InSync, State::CouldNotLook) => {
            format!("{now}; it can be looked at again")
        }
        (Standing::InSync, State::Drifted(_)) => format!("{now} again; it had drifted{since}"),
        (Standing::Drifted { .. }, State::Drifted(_)) => {
            format!("{now}; others than before{since}")
        }
        (Standing::Drifted { .. } | Standing::InSync, State::InSync)
        | (Standing::CouldNotLook { .. }, _) => now,
    }
}

/// `2 tenants drifted, 1 could not be looked at, 1 in sync again`.
pub(crate) fn headline(counts: Counts) -> String {
    let Counts {
        drifted,
        could_not_look,
        in_sync,
    } = counts;
    let parts: Vec<String> = [
        (drifted, "drifted"),
        (could_not_look, "could not be looked at"),
        (in_sync, "in sync again"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .enumerate()
    .map(|(place, (number, what))| match place {
        0 => format!("{} {what}", count(number, "tenant", "tenants")),
        _ => format!("{number} {what}"),
    })
    .collect();
    parts.join(", ")
}

/// `2026-11-22 09:00 UTC`.
pub(crate) fn time(at: attune_model::Timestamp) -> String {
    at.to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%d %H:%M UTC")
        .to_string()
}
