//! What a page of the console shows, as its script lists it.

use attune_console::extract::Extract;
use attune_console::locators::Locators;
use attune_console::reading::{
    page_kind, read_api_user, read_level, read_person, read_protected_data,
};
use attune_model::catalogue::cell;

/// Bytes are no extract, for a reason, or an extract that every reader takes or refuses; a level that is read has cells of
/// the catalogue, and what else its page shows under `extra.` alone.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(extract) = Extract::parse(text) else {
        return;
    };
    for language in ["en", "fr"] {
        let Ok(locators) = Locators::of(language, None) else {
            continue;
        };
        let _kind = page_kind(&extract, &locators);
        if let Ok(level) = read_level(&extract, &locators) {
            for id in level.content.cells.keys() {
                let of_page = id.to_string().starts_with("extra.");
                assert!(of_page || cell(id).is_some(), "{id} is in no catalogue");
            }
        }
        drop(read_api_user(&extract, &locators));
        drop(read_person(&extract, &locators));
        drop(read_protected_data(&extract, &locators));
    }
}
