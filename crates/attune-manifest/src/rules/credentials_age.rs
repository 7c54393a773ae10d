//! `credentials-age`: a credentials file is encrypted exactly where its name ends in `.age`.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "credentials-age",
    summary: "a credentials file is encrypted exactly where its name ends in `.age`",
};

/// A name that promises encryption for nobody.
pub(crate) fn no_recipients(file: &Item<'_>) -> Finding {
    let message = "the name ends in `.age`, and nobody is named who could decrypt the file";
    Finding::error(&RULE, file.span(), message)
        .label("for whom?")
        .help("add `recipients: [age1...]`, or name the file `.json` to have it plain, for its owner only")
}

/// Recipients of a file whose name does not show that it is encrypted.
pub(crate) fn other_name(file: &Item<'_>, recipients: &Item<'_>) -> Finding {
    let message = "a file with `recipients` is encrypted, and its name does not end in `.age`";
    Finding::error(&RULE, file.span(), message)
        .label("looks plain")
        .related(recipients.head, "encrypted for these")
        .help("let the name end in `.age`, or remove `recipients` to have the file plain")
}

/// Recipients without a file.
pub(crate) fn no_file(recipients: &Item<'_>) -> Finding {
    let message = "`recipients` belong to a file, and none is named here";
    Finding::error(&RULE, recipients.head, message)
        .label("of what?")
        .help("add `file: secrets/tasky.age`, or remove `recipients`")
}
