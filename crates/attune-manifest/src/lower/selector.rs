//! Selectors of people.

use attune_model::catalogue::LicenseType;
use attune_model::{EmailPattern, LevelName, PeopleSelector};
use globset::GlobBuilder;

use crate::finding::Findings;
use crate::reader::Item;
use crate::rules::{email_shape, emails_empty, glob_invalid, selector_empty, unknown_word};

/// Reads a selector.
pub(super) fn lower(item: &Item<'_>, out: &mut Findings) -> Option<PeopleSelector> {
    let mut fields = item.fields(out)?;
    let emails = fields.optional("emails");
    let levels = fields.optional("levels");
    let license_types = fields.optional("licenseTypes");
    let except = fields.optional("except");
    let active = fields.optional("active").and_then(|item| item.boolean(out));
    let before = out.count();
    fields.finish(out);
    if emails.is_none() && levels.is_none() && license_types.is_none() {
        // A slip in the one key that stands there was reported already.
        if out.count() > before {
            return None;
        }
        return out.refuse(selector_empty::finding(item));
    }
    let before = out.count();
    let emails = emails.and_then(|item| patterns(&item, out));
    let levels = levels.and_then(|item| names(&item, out));
    let license_types = license_types.and_then(|item| licenses(&item, out));
    let except = except.and_then(|item| list(&item, pattern, out));
    // What is there and wrong makes all of it wrong: it must not be taken for a criterion that is absent.
    if out.count() > before {
        return None;
    }
    Some(PeopleSelector {
        emails,
        levels,
        license_types,
        except: except.unwrap_or_default(),
        active,
    })
}

fn patterns(item: &Item<'_>, out: &mut Findings) -> Option<Vec<EmailPattern>> {
    not_empty(item, list(item, pattern, out)?, out)
}

fn licenses(item: &Item<'_>, out: &mut Findings) -> Option<Vec<LicenseType>> {
    not_empty(item, list(item, license, out)?, out)
}

/// Names of levels; at least one.
pub(super) fn names(item: &Item<'_>, out: &mut Findings) -> Option<Vec<LevelName>> {
    let name = |item: &Item<'_>, out: &mut Findings| Some(LevelName::new(item.text(out)?));
    not_empty(item, list(item, name, out)?, out)
}

fn not_empty<T>(item: &Item<'_>, entries: Vec<T>, out: &mut Findings) -> Option<Vec<T>> {
    if entries.is_empty() {
        return out.refuse(emails_empty::finding(item));
    }
    Some(entries)
}

/// The entries of a list; nothing where one of them is wrong.
fn list<T>(
    item: &Item<'_>,
    read: impl Fn(&Item<'_>, &mut Findings) -> Option<T>,
    out: &mut Findings,
) -> Option<Vec<T>> {
    let entries = item.list(out)?;
    let read: Vec<Option<T>> = entries.iter().map(|entry| read(entry, out)).collect();
    read.into_iter().collect()
}

fn pattern(item: &Item<'_>, out: &mut Findings) -> Option<EmailPattern> {
    let pattern = EmailPattern(item.text(out)?.to_owned());
    if pattern.is_glob() {
        let glob = GlobBuilder::new(&pattern.0).case_insensitive(true).build();
        if let Err(error) = glob {
            return out.refuse(glob_invalid::finding(item, &error));
        }
    } else if !email_shape::is_address(&pattern.0) {
        return out.refuse(email_shape::finding(item));
    }
    Some(pattern)
}

fn license(item: &Item<'_>, out: &mut Findings) -> Option<LicenseType> {
    // API users are no people.
    let known = LicenseType::KNOWN
        .into_iter()
        .filter(|known| *known != LicenseType::ApiUser);
    let word = item.node.text();
    let found = known
        .clone()
        .find(|known| Some(known.to_string().as_str()) == word);
    found.or_else(|| {
        let words: Vec<String> = known.map(|known| known.to_string()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        out.refuse(unknown_word::finding(item, &words))
    })
}
