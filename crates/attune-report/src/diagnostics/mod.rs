//! What is wrong with a manifest, for programs: JSON of attune's own and SARIF.

mod json;
mod sarif;

pub use json::{DiagnosticV1, DiagnosticsDocument, RelatedV1};
pub(crate) use sarif::Found;
pub use sarif::Log;
