//! `credentials` of API users: where key and secret go.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use attune_model::{CredentialSink, ExecSink, Handle, Rotation};

use crate::finding::Findings;
use crate::path::plain;
use crate::reader::Item;
use crate::rules::{
    credentials_age, credentials_command, credentials_recipient, credentials_shared, missing_key,
    one_of_two, rotation_days, wrong_type,
};
use crate::source::Span;

/// What stands for the tenant's name in a path: manifests that extend one baseline share its paths.
const TENANT: &str = "<tenant>";

/// Where credentials go, and how long they are good.
pub(super) struct Delivery<'n> {
    pub(super) sink: CredentialSink,
    pub(super) max_age_days: Option<u32>,
    pub(super) rotation: Option<Rotation>,
    /// Where an overlap is said.
    pub(super) overlap: Option<Item<'n>>,
}

/// The places that are taken already.
pub(super) struct Sinks<'a> {
    folder: &'a Path,
    tenant: &'a str,
    taken: BTreeMap<OsString, (Handle, Span)>,
}

impl<'a> Sinks<'a> {
    /// Of a manifest in `folder` for this tenant.
    pub(super) fn new(folder: &'a Path, tenant: &'a str) -> Self {
        Self {
            folder,
            tenant,
            taken: BTreeMap::new(),
        }
    }

    /// Reads the block.
    pub(super) fn lower<'n>(
        &mut self,
        handle: &Handle,
        item: &Item<'n>,
        out: &mut Findings,
    ) -> Option<Delivery<'n>> {
        let mut fields = item.fields(out)?;
        let to = fields.required("to");
        let age = fields.optional("maxAgeDays");
        let rotate = fields.optional("rotate");
        fields.finish(out);
        let max_age_days = match age {
            None => None,
            Some(item) => {
                let days = item.number(1, out)?;
                match u32::try_from(days) {
                    Ok(days) => Some(days),
                    Err(_) => return out.refuse(wrong_type::too_large(&item)),
                }
            }
        };
        let sink = self.sink(handle, &to?, out)?;
        let (rotation, overlap) = match rotate {
            None => (None, None),
            Some(item) => {
                let (rotation, overlap) = rotation(&item, out)?;
                (Some(rotation), overlap)
            }
        };
        Some(Delivery {
            sink,
            max_age_days,
            rotation,
            overlap,
        })
    }

    /// `to`: one of the kinds.
    fn sink(
        &mut self,
        handle: &Handle,
        to: &Item<'_>,
        out: &mut Findings,
    ) -> Option<CredentialSink> {
        let mut fields = to.fields(out)?;
        let file = fields.optional("file");
        let recipients = fields.optional("recipients");
        let exec = fields.optional("exec");
        let keyring = fields.optional("keyring");
        fields.finish(out);
        match (&file, &exec, &keyring) {
            (Some(one), Some(other), _)
            | (Some(one), None, Some(other))
            | (None, Some(one), Some(other)) => {
                return out.refuse(one_of_two::finding(to, one, other));
            }
            (None, None, None) if recipients.is_none() => {
                return out.refuse(missing_key::finding(&to.name, to.head, &["file"]));
            }
            (Some(_), None, None) | (None, Some(_), None) | (None, None, _) => {}
        }
        if let (None, Some(recipients)) = (&file, &recipients) {
            return out.refuse(credentials_age::no_file(recipients));
        }
        let (sink, place, span) = match (file, exec, keyring) {
            (Some(file), _, _) => {
                let sink = self.file(&file, recipients.as_ref(), out)?;
                let path = sink.file().map(|path| plain(&self.folder.join(path)));
                (sink, path.unwrap_or_default().into_os_string(), file.span())
            }
            (None, Some(exec), _) => {
                let sink = self.exec(handle, &exec, out)?;
                let place = format!("exec {:?}", sink.filled(&sink.store));
                (CredentialSink::Exec(sink), place.into(), exec.head)
            }
            (None, None, keyring) => {
                let keyring = keyring?;
                let sink = self.keyring(handle, &keyring, out)?;
                let place = sink.to_string();
                (sink, place.into(), keyring.head)
            }
        };
        if let Some((other, first)) = self.taken.get(&place) {
            return out.refuse(credentials_shared::finding(span, other, *first));
        }
        self.taken.insert(place, (handle.clone(), span));
        Some(sink)
    }

    fn file(
        &self,
        file: &Item<'_>,
        recipients: Option<&Item<'_>>,
        out: &mut Findings,
    ) -> Option<CredentialSink> {
        // A plan names the file as the manifest does, whichever folder attune is started in.
        let text = file.text(out)?.replace(TENANT, self.tenant);
        let path = plain(Path::new(&text));
        let is_age = path.extension().is_some_and(|end| end == "age");
        match recipients {
            None if is_age => out.refuse(credentials_age::no_recipients(file)),
            None => Some(CredentialSink::File(path)),
            Some(recipients) if !is_age => {
                out.refuse(credentials_age::other_name(file, recipients))
            }
            Some(recipients) => Some(CredentialSink::Age {
                file: path,
                recipients: credentials_recipient::read(recipients, out)?,
            }),
        }
    }

    fn exec(&self, handle: &Handle, exec: &Item<'_>, out: &mut Findings) -> Option<ExecSink> {
        let mut fields = exec.fields(out)?;
        let store = fields.required("store");
        let fetch = fields.optional("fetch");
        fields.finish(out);
        let store = store.and_then(|item| credentials_command::read(&item, self.tenant, out));
        let fetch = match fetch {
            None => None,
            Some(item) => Some(credentials_command::read(&item, self.tenant, out)?),
        };
        Some(ExecSink {
            store: store?,
            fetch,
            name: handle.to_string(),
        })
    }

    /// Without a user, the entry is named as the API user is.
    fn keyring(
        &self,
        handle: &Handle,
        keyring: &Item<'_>,
        out: &mut Findings,
    ) -> Option<CredentialSink> {
        let mut fields = keyring.fields(out)?;
        let service = fields.required("service");
        let user = fields.optional("user");
        fields.finish(out);
        let service = service.and_then(|item| item.text(out));
        let user = match user {
            None => format!("{}/{handle}", self.tenant),
            Some(item) => item.text(out)?.to_owned(),
        };
        Some(CredentialSink::Keyring {
            service: service?.to_owned(),
            user,
        })
    }
}

/// `rotate`: after how many days, or that and for how long both secrets work; with the place of the latter.
fn rotation<'n>(item: &Item<'n>, out: &mut Findings) -> Option<(Rotation, Option<Item<'n>>)> {
    if item.scalar().is_some() {
        let rotation = Rotation {
            every_days: rotation_days::read(item, out)?,
            overlap_days: None,
        };
        return Some((rotation, None));
    }
    let mut fields = item.fields(out)?;
    let every = fields.required("every");
    let overlap = fields.optional("overlap");
    fields.finish(out);
    let every = every?;
    let every_days = rotation_days::read(&every, out);
    let Some(overlap) = overlap else {
        let rotation = Rotation {
            every_days: every_days?,
            overlap_days: None,
        };
        return Some((rotation, None));
    };
    let overlap_days = rotation_days::read(&overlap, out)?;
    let every_days = every_days?;
    if overlap_days >= every_days {
        return out.refuse(rotation_days::too_long(&overlap, &every));
    }
    let rotation = Rotation {
        every_days,
        overlap_days: Some(overlap_days),
    };
    Some((rotation, Some(overlap)))
}
