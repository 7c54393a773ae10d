//! `credentials` of an API user.

use serde_json::{Value, json};

use super::shape::{map, number, patterned, said, set, some, text, text_such_as};

/// Where key and secret go, and how long they are good.
pub(super) fn credentials() -> Value {
    let schema = map([
        ("to", to()),
        (
            "maxAgeDays",
            said(number(1), "After so many days they are spoken of as old."),
        ),
        ("rotate", rotate()),
    ]);
    said(
        schema,
        "Where key and secret of a new API user are delivered.",
    )
}

fn rotate() -> Value {
    let days = || patterned("^[1-9][0-9]*d$", "a number of days, such as 90d");
    let every = said(days(), "After how many days.");
    let overlap = said(
        days(),
        "For how many days the old secret goes on working: another API user takes its place.",
    );
    let mut with_overlap = map([("every", every), ("overlap", overlap)]);
    set(&mut with_overlap, "required", json!(["every"]));
    said(
        json!({"anyOf": [days(), with_overlap]}),
        "After how many days the secret is replaced. Without `overlap` the old one ends at once.",
    )
}

fn to() -> Value {
    let mut to = map([
        ("file", file()),
        ("recipients", recipients()),
        ("exec", exec()),
        ("keyring", keyring()),
    ]);
    let kinds = ["file", "exec", "keyring"].map(|kind| json!({"required": [kind]}));
    set(&mut to, "oneOf", json!(kinds));
    set(&mut to, "dependencies", json!({"recipients": ["file"]}));
    said(to, "Where key and secret of a new API user go.")
}

fn file() -> Value {
    said(
        text_such_as(&["secrets/<tenant>/<handle>.json"]),
        "The file that gets key and secret (mode 0600); never overwritten. A name that ends in `.age` wants `recipients`; any other file is plain: keep it out of git.",
    )
}

fn recipients() -> Value {
    let recipient = patterned(
        "^(age1[a-z0-9]{58}|ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( .*)?)$",
        "a public key age1... or ssh-ed25519 AAAA...",
    );
    said(
        some(recipient),
        "Public keys of those who can decrypt the file, `age1...` or `ssh-ed25519 ...`.",
    )
}

fn exec() -> Value {
    let store = said(
        some(text()),
        "Program and arguments; gets the JSON document on standard input. `{tenant}` and `{apiUser}` are filled in. No shell.",
    );
    let fetch = said(
        some(text()),
        "Prints the document, or nothing where there is none. Without it nothing is read back.",
    );
    let mut exec = map([("store", store), ("fetch", fetch)]);
    set(&mut exec, "required", json!(["store"]));
    said(
        exec,
        "Commands that keep key and secret, such as those of a vault.",
    )
}

fn keyring() -> Value {
    let service = said(text_such_as(&["attune"]), "The entry's service.");
    let user = said(
        text(),
        "The entry's user; without it, tenant and handle, as in `contoso/tasky`.",
    );
    let mut keyring = map([("service", service), ("user", user)]);
    set(&mut keyring, "required", json!(["service"]));
    said(
        keyring,
        "The keyring of the system; only in builds with the feature `keyring`.",
    )
}
