//! `connection`: references to what attune signs in with.

use std::path::Path;

use crate::connection::{Connection, Reference};
use crate::finding::Findings;
use crate::mask::is_variable;
use crate::reader::Item;
use crate::rules::{literal_secret, reference_shape};
use crate::yaml::Value;

/// Reads the block; a key that is absent keeps its default.
pub(crate) fn lower(item: &Item<'_>, folder: &Path, out: &mut Findings) -> Connection {
    let mut connection = Connection::default();
    let Some(mut fields) = item.fields(out) else {
        return connection;
    };
    let keys = [
        ("userName", "AUTOTASK_USERNAME", &mut connection.user_name),
        ("secret", "AUTOTASK_SECRET", &mut connection.secret),
        (
            "integrationCode",
            "AUTOTASK_INTEGRATION_CODE",
            &mut connection.integration_code,
        ),
    ];
    for (key, variable, target) in keys {
        let read = fields
            .optional(key)
            .and_then(|item| reference(&item, variable, folder, out));
        if let Some(reference) = read {
            *target = reference;
        }
    }
    fields.finish(out);
    connection
}

/// Reads one reference; `variable` is the name that help texts take for the example.
pub(crate) fn reference(
    item: &Item<'_>,
    variable: &str,
    folder: &Path,
    out: &mut Findings,
) -> Option<Reference> {
    if let Value::Scalar(scalar) = &item.node.value
        && !scalar.is_null()
    {
        return out.refuse(literal_secret::finding(item, variable));
    }
    let mut fields = item.fields(out)?;
    let environment = fields.optional("env");
    let file = fields.optional("file");
    fields.finish(out);
    match (environment, file) {
        (Some(name), None) => {
            let text = name.text(out)?;
            if is_variable(text) {
                Some(Reference::Environment(text.to_owned()))
            } else {
                out.refuse(reference_shape::variable(&name))
            }
        }
        (None, Some(file)) => Some(Reference::File(folder.join(file.text(out)?))),
        (Some(_), Some(_)) | (None, None) => out.refuse(reference_shape::one(item, variable)),
    }
}
