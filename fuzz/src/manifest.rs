//! Manifests: read, laid out, edited.

use std::path::Path;

use attune_manifest::{Diagnostic, Loader, Manifest, edit, format, render};
use jiff::civil::date;

use crate::printed::is_harmless;

/// Every diagnostic stands at a place of the text; what is laid out says the same and is laid out already; an edit leaves a
/// manifest that can be read.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let manifest = read(text);
    let laid_out = format::format(text);
    if let Ok(laid_out) = &laid_out {
        let again = format::format(laid_out);
        assert_eq!(again.as_ref().ok(), Some(laid_out), "laid out twice");
    }
    let Some(manifest) = manifest else {
        return;
    };
    let Ok(laid_out) = laid_out else {
        // A layout may be refused where a manifest is not, such as with an anchor, but it says so.
        return;
    };
    let after = read(&laid_out);
    assert!(
        after.is_some_and(|after| after.desired == manifest.desired),
        "laid out, it says something else"
    );
    if let Ok(edited) = edit::set(text, "tenant", "fabrikam") {
        let after = read(&edited);
        assert!(
            after.is_some_and(|after| after.desired.tenant.as_str() == "fabrikam"),
            "an edit breaks the manifest"
        );
    }
}

fn read(text: &str) -> Option<Manifest> {
    let lines = text.split('\n').count();
    let mut loader = Loader::new(date(2026, 1, 1));
    let (manifest, found) = match loader.read("attune.yaml", Path::new("nowhere"), text) {
        Ok(manifest) => {
            let found = manifest.warnings.clone();
            (Some(manifest), found)
        }
        Err(error) => (None, error.into_diagnostics()),
    };
    assert!(
        manifest.is_some() || !found.is_empty(),
        "refused without a word"
    );
    for Diagnostic {
        location, message, ..
    } in &found
    {
        assert!(!message.is_empty());
        if let Some(location) = location
            && location.file == "attune.yaml"
        {
            assert!(location.line >= 1 && location.column >= 1);
            // A carriage return may end a line too.
            assert!(
                location.line <= lines + text.matches('\r').count(),
                "{location:?} is not in the text"
            );
        }
    }
    is_harmless(&render(&found, false));
    manifest
}
