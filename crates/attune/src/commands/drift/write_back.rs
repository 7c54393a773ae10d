//! `attune drift --write-back`: the manifest says what somebody else changed in the tenant, for a reviewer to merge or not.
//!
//! Every edit is tried first: the manifest is loaded with it and held against the same look. It counts only where this one
//! difference is gone then, and everything else is as before.

use std::collections::BTreeMap;
use std::path::PathBuf;

use attune_manifest::edit::Acceptance;
use attune_manifest::{Loader, Location, Manifest};
use attune_model::{Cause, Difference, Drift, Handle, Live};
use attune_report::drift::{LeftV1, WriteBackV1, WrittenV1};

use super::left::Why;
use super::sight::Sight;
use crate::cli::ManifestArgs;
use crate::error::CommandError;
use crate::{clock, file};

/// Changes the manifest's own files; what became of each difference that somebody else made.
pub(super) fn run(
    args: &ManifestArgs,
    manifest: &Manifest,
    sight: &Sight,
    drift: &Drift,
) -> Result<WriteBackV1, CommandError> {
    let trial = Trial { args, sight };
    let outside = drift.differences.iter();
    let mut open: Vec<&Difference> = outside
        .filter(|difference| difference.cause == Cause::ChangedOutside)
        .collect();
    let mut now = Draft {
        manifest: manifest.clone(),
        texts: BTreeMap::new(),
        differences: drift.differences.clone(),
    };
    let mut written = Vec::new();
    // What one line does not allow, another may: as often as anything comes of it.
    let left = loop {
        let before = open.len();
        let mut left = Vec::new();
        for difference in open {
            match trial.accept(&now, difference)? {
                Ok((next, acceptance)) => {
                    now = next;
                    written.push((difference, acceptance));
                }
                Err(why) => left.push((difference, why)),
            }
        }
        if left.len() == before {
            break left;
        }
        open = left.into_iter().map(|(difference, _)| difference).collect();
    };
    file::replace_all(&now.texts)?;
    Ok(WriteBackV1 {
        written: written
            .into_iter()
            .map(|(difference, acceptance)| told(&now.manifest, difference, acceptance))
            .collect(),
        left: left
            .into_iter()
            .map(|(difference, why)| untold(&now.manifest, difference, why))
            .collect(),
    })
}

/// The manifest with the edits so far.
struct Draft {
    manifest: Manifest,
    /// The files that are changed.
    texts: BTreeMap<PathBuf, String>,
    differences: Vec<Difference>,
}

struct Trial<'a> {
    args: &'a ManifestArgs,
    sight: &'a Sight,
}

impl Trial<'_> {
    /// The manifest with one more difference accepted, and how; or why that is not done.
    fn accept(
        &self,
        now: &Draft,
        difference: &Difference,
    ) -> Result<Result<(Draft, Acceptance), Why>, CommandError> {
        let Some(live) = &difference.live else {
            return Ok(Err(Why::no_line(difference)));
        };
        let manifest = &now.manifest;
        if !means_one(manifest, &live.keys) {
            return Ok(Err(Why::several_people()));
        }
        if let Some(lock) = manifest.explain(&live.place()).locked {
            return Ok(Err(Why::locked(&lock)));
        }
        let mut why = Why::no_file();
        for acceptance in Acceptance::of(manifest, live) {
            match self.make(now, &acceptance, difference)? {
                Ok(next) => return Ok(Ok((next, acceptance))),
                Err(found) => why = found,
            }
        }
        Ok(Err(why))
    }

    /// The manifest with one more edit.
    fn make(
        &self,
        now: &Draft,
        acceptance: &Acceptance,
        difference: &Difference,
    ) -> Result<Result<Draft, Why>, CommandError> {
        let path = PathBuf::from(&acceptance.file);
        let text = match now.texts.get(&path) {
            Some(text) => text.clone(),
            None => file::read(&path)?,
        };
        let text = match acceptance.make(&text) {
            Ok(text) => text,
            Err(error) => return Ok(Err(Why::no_edit(&error))),
        };
        let mut texts = now.texts.clone();
        texts.insert(path, text);
        Ok(self.compare(now, texts, difference))
    }

    /// The manifest with these texts; only this difference is to be gone.
    fn compare(
        &self,
        now: &Draft,
        texts: BTreeMap<PathBuf, String>,
        difference: &Difference,
    ) -> Result<Draft, Why> {
        let mut loader = Loader::new(clock::today());
        for (path, text) in &texts {
            loader.take_for(path, text);
        }
        let manifest = loader
            .load_over(&self.args.file, &self.args.below)
            .map_err(|error| Why::not_valid(&error))?;
        let (_, drift) = self.sight.compare(&manifest);
        if let Some(problem) = drift.problems.first() {
            return Err(Why::problem(problem));
        }
        let mut expected = now.differences.clone();
        expected.retain(|one| !is_same(one, difference));
        let differences = drift.differences;
        if differences.iter().any(|one| is_about(one, difference)) {
            return Err(Why::still_wanted());
        }
        if let Some(other) = unlike(&expected, &differences) {
            return Err(Why::also(other));
        }
        Ok(Draft {
            manifest,
            texts,
            differences,
        })
    }
}

/// The first difference that only one of two looks has.
fn unlike<'d>(one: &'d [Difference], other: &'d [Difference]) -> Option<&'d Difference> {
    let only = |these: &'d [Difference], those: &[Difference]| {
        let mut these = these.iter();
        these.find(|this| !those.iter().any(|that| is_same(this, that)))
    };
    only(other, one).or_else(|| only(one, other))
}

/// Whether two differences are about one value of one thing.
fn is_about(one: &Difference, other: &Difference) -> bool {
    one.object == other.object && one.value == other.value
}

fn is_same(one: &Difference, other: &Difference) -> bool {
    is_about(one, other) && one.is == other.is && one.wanted == other.wanted
}

/// Whether a line means one person, where it is about people.
fn means_one(manifest: &Manifest, keys: &[String]) -> bool {
    let [section, handle, _] = keys else {
        return true;
    };
    if section != "people" {
        return true;
    }
    let handle = Handle::parse(handle).ok();
    let block = handle.and_then(|handle| manifest.desired.people.get(&handle));
    let emails = block.and_then(|block| block.who.emails.as_deref());
    matches!(emails, Some([one]) if !one.is_glob())
}

fn told(manifest: &Manifest, difference: &Difference, acceptance: Acceptance) -> WrittenV1 {
    let Acceptance {
        file,
        overrides,
        at,
        ..
    } = acceptance;
    WrittenV1 {
        line: manifest.locate(&at).map_or(1, |found| found.line),
        file,
        place: at.to_string(),
        was: difference.wanted.clone(),
        is: difference.is.clone(),
        overrides: overrides.map(|at| format!("{}:{}", at.file, at.line)),
    }
}

fn untold(manifest: &Manifest, difference: &Difference, why: Why) -> LeftV1 {
    let Why { why, help } = why;
    let place = difference.live.as_ref().map(Live::place);
    let place = place.or_else(|| difference.place.clone());
    let at: Option<Location> = place.as_ref().and_then(|place| manifest.locate(place));
    LeftV1 {
        object: difference.object.clone(),
        value: difference.value.clone(),
        place: place.map(|place| place.to_string()),
        line: at.as_ref().map(|at| at.line),
        file: at.map(|at| at.file),
        why,
        help,
    }
}
