//! What holds for the layout of any text.

use attune_manifest::format::{FormatError, format};
use proptest::prelude::*;

use crate::FULL;
use crate::format_document::document;

/// Lays it out twice: the second time changes nothing, and a fault of attune never shows.
fn settles(text: &str) {
    match format(text) {
        Ok(once) => assert_eq!(format(&once).ok().as_ref(), Some(&once), "from {text:?}"),
        Err(error) => assert!(
            matches!(error, FormatError::Refused(_)),
            "no layout for {text:?}"
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn documents_with_comments_anywhere(text in document()) {
        settles(&text);
    }

    #[test]
    fn text_like_yaml(text in "([a-z]{1,3}: ?|- |[ \\t]{1,4}|\r?\n|[\\[\\]{},&*!|>'\"%@#:ü]|--- |\n# x){0,60}") {
        settles(&text);
    }

    #[test]
    fn a_damaged_manifest(
        start in 0..FULL.len(),
        length in 0_usize..40,
        put in "[ a-z\\n:{}\\[\\]\"'#é*&-]{0,8}",
    ) {
        let end = (start + length).min(FULL.len());
        settles(&format!("{}{put}{}", &FULL[..start], &FULL[end..]));
    }
}
