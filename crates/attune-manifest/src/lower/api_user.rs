//! `apiUsers`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use attune_model::{CredentialSink, DesiredApiUser, Handle};

use crate::finding::Findings;
use crate::lower::block::{blocks, handle};
use crate::lower::level::Levels;
use crate::reader::Item;
use crate::rules::{api_user_level, credentials_plain, credentials_shared, email_shape};
use crate::source::Span;

/// The longest first or last name, in characters (`attune_model::DesiredApiUser`).
const LONGEST_NAME: usize = 50;

/// The API users of the manifest.
pub(super) struct ApiUsers {
    /// Those that could be read.
    pub(super) desired: BTreeMap<Handle, DesiredApiUser>,
    /// The handles of all.
    pub(super) declared: BTreeSet<Handle>,
}

/// Reads the section.
pub(super) fn lower(
    section: Option<Item<'_>>,
    levels: &Levels,
    folder: &Path,
    out: &mut Findings,
) -> ApiUsers {
    let mut users = ApiUsers {
        desired: BTreeMap::new(),
        declared: BTreeSet::new(),
    };
    let mut sinks = Sinks {
        folder,
        taken: BTreeMap::new(),
    };
    for (handle, item) in blocks(section, out) {
        if let Some(user) = user(&handle, &item, levels, &mut sinks, out) {
            users.desired.insert(handle.clone(), user);
        }
        users.declared.insert(handle);
    }
    users
}

fn user(
    handle: &Handle,
    item: &Item<'_>,
    levels: &Levels,
    sinks: &mut Sinks<'_>,
    out: &mut Findings,
) -> Option<DesiredApiUser> {
    let mut fields = item.fields(out)?;
    let first_name = fields.required("firstName");
    let first_name = first_name.and_then(|item| item.text_up_to(LONGEST_NAME, out));
    let last_name = fields.required("lastName");
    let last_name = last_name.and_then(|item| item.text_up_to(LONGEST_NAME, out));
    let email = fields.required("email");
    let email = email.and_then(|item| address(&item, out));
    let active = fields.optional("active").and_then(|item| item.boolean(out));
    let level = fields.required("securityLevel");
    let level = level.and_then(|item| api_only_level(&item, levels, out));
    let location = fields
        .optional("primaryInternalLocation")
        .and_then(|item| item.text(out));
    let vendor = fields.required("integrationVendor");
    let vendor = vendor.and_then(|item| item.text(out));
    let credentials = fields.required("credentials");
    let credentials = credentials.and_then(|item| sinks.lower(handle, &item, out));
    fields.finish(out);
    Some(DesiredApiUser {
        first_name: first_name?.to_owned(),
        last_name: last_name?.to_owned(),
        email: email?.to_owned(),
        active,
        security_level: level?,
        primary_internal_location: location.map(str::to_owned),
        integration_vendor: vendor?.to_owned(),
        credentials: credentials?,
    })
}

/// One e-mail address.
pub(super) fn address<'n>(item: &Item<'n>, out: &mut Findings) -> Option<&'n str> {
    let text = item.text(out)?;
    if email_shape::is_address(text) {
        Some(text)
    } else {
        out.refuse(email_shape::finding(item))
    }
}

fn api_only_level(item: &Item<'_>, levels: &Levels, out: &mut Findings) -> Option<Handle> {
    let level = handle(item, out)?;
    let Some(declared) = levels.declared.get(&level) else {
        let known: Vec<&str> = levels.declared.keys().map(Handle::as_str).collect();
        return out.refuse(api_user_level::unknown(item, &level, &known));
    };
    match (declared.api_only, &declared.base) {
        (Some(false), Some((base, span))) => {
            out.refuse(api_user_level::of_people(item, &level, base, *span))
        }
        (_, _) => Some(level),
    }
}

/// The files that credentials go to.
struct Sinks<'a> {
    folder: &'a Path,
    taken: BTreeMap<PathBuf, (Handle, Span)>,
}

impl Sinks<'_> {
    fn lower(
        &mut self,
        handle: &Handle,
        item: &Item<'_>,
        out: &mut Findings,
    ) -> Option<CredentialSink> {
        let mut fields = item.fields(out)?;
        let to = fields.required("to");
        fields.finish(out);
        let mut fields = to?.fields(out)?;
        let file = fields.required("file");
        fields.finish(out);
        let file = file?;
        // A plan names the file as the manifest does, whichever folder attune is started in.
        let path = plain(Path::new(file.text(out)?));
        let whole = plain(&self.folder.join(&path));
        if path.extension().is_some_and(|end| end == "age") {
            out.push(credentials_plain::finding(&file));
        }
        if let Some((other, first)) = self.taken.get(&whole) {
            return out.refuse(credentials_shared::finding(&file, other, *first));
        }
        self.taken.insert(whole, (handle.clone(), file.span()));
        Some(CredentialSink::File(path))
    }
}

/// The path without `.`, and without `x/..` where `x` is a name, so that one file has one path.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            Component::ParentDir
            | Component::Normal(_)
            | Component::RootDir
            | Component::Prefix(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_path() {
        assert_eq!(plain(Path::new("a/./b/../c.json")), Path::new("a/c.json"));
        assert_eq!(plain(Path::new("../../c.json")), Path::new("../../c.json"));
        assert_eq!(plain(Path::new("/etc/../c.json")), Path::new("/c.json"));
    }
}
