//! `attune capture --from`: what an operator took from pages.

use std::collections::BTreeMap;
use std::path::PathBuf;

use attune_apply::ledger::Memory;
use attune_apply::ports::{ApiUserContent, LevelContent};
use attune_apply::{CaptureSource, Captured, CapturedApiUser, Captures};
use attune_console::reading::ProtectedDataReading;
use attune_model::{LevelId, ResourceId, Timestamp};

use super::agree::{Differs, Taken, agree};
use super::files::{Handed, read};
use super::summary;
use super::tenant::{Page, Shows, Tenant};
use crate::cli::CaptureArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::{clock, output, state};

pub(super) async fn run(args: &CaptureArgs, from: &[PathBuf]) -> Result<Exit, CommandError> {
    let handed = read(from)?;
    let ground = Ground::of(&args.manifest).await?;
    let tenant = ground.connect().await?;
    let memory = Memory::of(&ground.state.entries()?);
    let observed = ground.observe(&tenant, &memory).await?;
    let kept = Captures::read(ground.state.folder())?;
    let locators = args.browser.locators.as_deref();
    let tenant = Tenant::of(&observed, locators, args.incomplete, clock::now())?;
    let mut heap = Heap::default();
    for Handed { name, extract } in handed {
        match extract.and_then(|extract| tenant.page(&extract)) {
            Ok(page) => heap.put(name, page),
            Err(why) => heap.refused.push(format!("{name}: {why}")),
        }
    }
    let Sorted {
        captured,
        notes,
        refused,
    } = heap.sort(&tenant, &kept);
    let (mut levels, mut api_users) = (0, 0);
    for (at, one) in &captured {
        levels += one.levels.len();
        api_users += one.api_users.len();
        let source = CaptureSource::OperatorExtract;
        Captures::keep(
            ground.state.folder(),
            observed.tenant.database,
            one,
            *at,
            source,
        )?;
    }
    state::push(&ground.state).await?;
    output::result(&summary(&ground, levels, api_users))?;
    for note in notes {
        output::talk(&format!("note: {}\n", attune_report::clean(&note)));
    }
    for why in &refused {
        output::talk(&format!("error: {}\n", attune_report::clean(why)));
    }
    Ok(if refused.is_empty() {
        Exit::Done
    } else {
        Exit::Error
    })
}

/// The pages that were handed over, by what they are about.
#[derive(Default)]
struct Heap {
    levels: BTreeMap<LevelId, Vec<Taken<LevelContent>>>,
    forms: BTreeMap<ResourceId, Vec<Taken<ApiUserContent>>>,
    boxes: Vec<Taken<ProtectedDataReading>>,
    notes: Vec<String>,
    refused: Vec<String>,
}

/// What is to be kept, each with its time; what is to be said.
struct Sorted {
    captured: Vec<(Timestamp, Captured)>,
    notes: Vec<String>,
    refused: Vec<String>,
}

impl Heap {
    fn put(&mut self, file: String, page: Page) {
        let Page { at, shows, notes } = page;
        let notes = notes.into_iter().map(|note| format!("{file}: {note}"));
        self.notes.extend(notes);
        match shows {
            Shows::Level(id, content) => {
                let taken = Taken { file, at, content };
                self.levels.entry(id).or_default().push(taken);
            }
            Shows::ApiUser(id, content) => {
                let taken = Taken { file, at, content };
                self.forms.entry(id).or_default().push(taken);
            }
            Shows::ProtectedData(content) => self.boxes.push(Taken { file, at, content }),
        }
    }

    fn sort(self, tenant: &Tenant<'_>, kept: &Captures) -> Sorted {
        let Self {
            levels,
            forms,
            boxes,
            notes,
            mut refused,
        } = self;
        let mut captured = Vec::new();
        for (id, taken) in levels {
            let before = kept.levels.get(&id).map(|capture| capture.at);
            match one(taken).and_then(|level| fresh(level, before)) {
                Ok(level) => {
                    let levels = BTreeMap::from([(id, level.content)]);
                    let one = Captured {
                        levels,
                        ..Captured::default()
                    };
                    captured.push((level.at, one));
                }
                Err(why) => refused.push(why),
            }
        }
        let (boxes, forms) = match agree(boxes) {
            Ok(boxes) => (boxes, forms),
            Err(why) => {
                refused.push(why);
                (None, BTreeMap::new())
            }
        };
        if let (Some(page), true) = (&boxes, forms.is_empty()) {
            refused.push(format!(
                "{}: this page counts only beside the pages of API users; hand those over as well",
                page.file
            ));
        }
        for (id, taken) in forms {
            let before = kept.api_users.get(&id).map(|capture| capture.at);
            let whole = one(taken).and_then(|form| whole(id, form, boxes.as_ref(), tenant));
            match whole.and_then(|user| fresh(user, before)) {
                Ok(user) => {
                    let one = Captured {
                        api_users: BTreeMap::from([(id, user.content)]),
                        ..Captured::default()
                    };
                    captured.push((user.at, one));
                }
                Err(why) => refused.push(why),
            }
        }
        Sorted {
            captured,
            notes,
            refused,
        }
    }
}

/// The one that all agree on.
fn one<T: Differs>(taken: Vec<Taken<T>>) -> Result<Taken<T>, String> {
    agree(taken)?.ok_or_else(|| "nothing was handed over".to_owned())
}

/// Only what is not older than what is kept.
fn fresh<T>(taken: Taken<T>, before: Option<Timestamp>) -> Result<Taken<T>, String> {
    match before {
        Some(before) if before > taken.at => Err(format!(
            "{}: it was taken at {}, and what is kept of this page is newer, from {before}",
            taken.file, taken.at
        )),
        Some(_) | None => Ok(taken),
    }
}

/// Form and boxes of an API user, as old as the older of both.
fn whole(
    id: ResourceId,
    form: Taken<ApiUserContent>,
    boxes: Option<&Taken<ProtectedDataReading>>,
    tenant: &Tenant<'_>,
) -> Result<Taken<CapturedApiUser>, String> {
    let name = tenant.name_of(id);
    let Some(page) = boxes else {
        return Err(format!(
            "{}: an API user is kept together with its boxes; take the page Protected Data Permission too",
            form.file
        ));
    };
    let ticked = page.content.boxes(id, &name);
    let protected_data = ticked
        .map_err(|error| format!("{}: {error}", page.file))?
        .clone();
    Ok(Taken {
        at: form.at.min(page.at),
        file: form.file,
        content: CapturedApiUser {
            form: form.content,
            protected_data,
        },
    })
}
