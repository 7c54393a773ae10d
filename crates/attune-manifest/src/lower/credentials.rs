//! `credentials` of API users: the files that key and secret go to.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use attune_model::{CredentialSink, Handle};

use crate::finding::Findings;
use crate::path::plain;
use crate::reader::Item;
use crate::rules::{credentials_plain, credentials_shared, wrong_type};
use crate::source::Span;

/// What stands for the tenant's name in a path: manifests that extend one baseline share its paths.
const TENANT: &str = "<tenant>";

/// Where credentials go, and how long they are good.
pub(super) struct Delivery {
    pub(super) sink: CredentialSink,
    pub(super) max_age_days: Option<u32>,
}

/// The files that are taken already.
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
    pub(super) fn lower(
        &mut self,
        handle: &Handle,
        item: &Item<'_>,
        out: &mut Findings,
    ) -> Option<Delivery> {
        let mut fields = item.fields(out)?;
        let to = fields.required("to");
        let age = fields.optional("maxAgeDays");
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
        let mut fields = to?.fields(out)?;
        let file = fields.required("file");
        fields.finish(out);
        let sink = self.file(handle, &file?, out)?;
        Some(Delivery { sink, max_age_days })
    }

    fn file(
        &mut self,
        handle: &Handle,
        file: &Item<'_>,
        out: &mut Findings,
    ) -> Option<CredentialSink> {
        // A plan names the file as the manifest does, whichever folder attune is started in.
        let text = file.text(out)?.replace(TENANT, self.tenant);
        let path = plain(Path::new(&text));
        let whole = plain(&self.folder.join(&path)).into_os_string();
        if path.extension().is_some_and(|end| end == "age") {
            out.push(credentials_plain::finding(file));
        }
        if let Some((other, first)) = self.taken.get(&whole) {
            return out.refuse(credentials_shared::finding(file, other, *first));
        }
        self.taken.insert(whole, (handle.clone(), file.span()));
        Some(CredentialSink::File(path))
    }
}
