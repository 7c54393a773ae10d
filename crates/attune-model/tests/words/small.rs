//! Names, places, words.

use attune_model::{Access, Handle, Place, nearest};

#[test]
fn a_text_that_is_no_handle_is_told_what_one_is() {
    insta::assert_snapshot!(
        Handle::parse("Tasky API").unwrap_err(),
        @"a handle has lower-case letters, digits and hyphens, and starts with a letter or digit"
    );
    assert!(Handle::parse(&"a".repeat(64)).is_ok());
    assert!(Handle::parse(&"a".repeat(65)).is_err());
}

#[test]
fn a_place_is_a_path_of_keys() {
    let top = Place(String::new()).key("people");
    let place = top.key("helpdesk").key("emails").index(2);
    assert_eq!(place.to_string(), "people.helpdesk.emails[2]");
    assert!(top.covers(&place) && place.covers(&place) && !place.covers(&top));
    assert!(!Place("people.help".to_owned()).covers(&place));
}

#[test]
fn how_far_a_verb_reaches_is_read_by_the_word_that_rest_uses() {
    for access in [Access::None, Access::Restricted, Access::All] {
        assert_eq!(Access::of_word(access.word()), Some(access));
    }
    assert_eq!(Access::of_word("all"), None);
}

#[test]
fn nobody_mistypes_a_long_word_by_a_letter() {
    let (fits, too_long) = ("x".repeat(64), "x".repeat(65));
    assert_eq!(nearest(&fits, [fits.as_str()]), Some(fits.as_str()));
    assert_eq!(nearest(&too_long, [too_long.as_str()]), None);
}
