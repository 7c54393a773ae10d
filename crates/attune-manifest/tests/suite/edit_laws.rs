//! What holds for an edit of any text.

use attune_manifest::edit::{EditError, append, remove, set};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::format_document::document;

fn read(text: &str) -> Option<Value> {
    serde_saphyr::from_str(text).ok()
}

/// How many comments there are: the generated ones are known. None where they may be part of a block of text.
fn comments(text: &str) -> usize {
    if text.contains(" |") || text.contains(" >") {
        return 0;
    }
    ["# one", "#two", "# ü: [x", "#- a: b"]
        .iter()
        .map(|comment| text.matches(comment).count())
        .sum()
}

/// Every place of a value, as a path and as a JSON pointer.
fn places(value: &Value, path: &str, pointer: &str, out: &mut Vec<(String, String)>) {
    let mut go = |path: String, step: &str, below: &Value| {
        let step = step.replace('~', "~0").replace('/', "~1");
        let pointer = format!("{pointer}/{step}");
        out.push((path.clone(), pointer.clone()));
        places(below, &path, &pointer, out);
    };
    match value {
        Value::Object(map) => {
            for (key, below) in map {
                let dot = if path.is_empty() { "" } else { "." };
                go(format!("{path}{dot}\"{key}\""), key, below);
            }
        }
        Value::Array(items) => {
            for (index, below) in items.iter().enumerate() {
                go(format!("{path}[{index}]"), &index.to_string(), below);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The result, or nothing where the edit is refused for a reason.
fn done(edited: Result<String, EditError>, text: &str, path: &str) -> Option<String> {
    match edited {
        Ok(edited) => Some(edited),
        Err(error) => {
            let message = error.refusal().message();
            assert!(!message.contains("without touching"), "{path} of {text:?}");
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_changes_what_it_names(text in document(), pick in any::<prop::sample::Index>()) {
        let Some(before) = read(&text) else { return Ok(()) };
        let mut all = Vec::new();
        places(&before, "", "", &mut all);
        let (path, pointer) = pick.get(&all);

        if let Some(edited) = done(set(&text, path, "[new]"), &text, path) {
            let mut wanted = before.clone();
            *wanted.pointer_mut(pointer).unwrap() = json!(["new"]);
            prop_assert_eq!(read(&edited), Some(wanted));
            prop_assert!(comments(&edited) >= comments(&text));
            prop_assert_eq!(set(&edited, path, "[new]").unwrap(), edited);
        }
        if before.pointer(pointer).is_some_and(|value| value.is_object() || value.is_null()) {
            let new = format!("{path}.\"n.e w\"");
            if let Some(edited) = done(set(&text, &new, "1"), &text, &new) {
                let mut wanted = before.clone();
                wanted.pointer_mut(pointer).unwrap()["n.e w"] = json!(1);
                prop_assert_eq!(read(&edited), Some(wanted));
                prop_assert!(comments(&edited) >= comments(&text));
            }
        }
        if let Some(count) = before.pointer(pointer).and_then(Value::as_array).map(Vec::len)
            && let Some(edited) = done(append(&text, path, "1"), &text, path)
        {
            {
                let mut wanted = before.clone();
                wanted.pointer_mut(pointer).and_then(Value::as_array_mut).unwrap().push(json!(1));
                prop_assert_eq!(read(&edited), Some(wanted));
                let last = format!("{path}[{count}]");
                let back = done(remove(&edited, &last), &edited, &last).map(|back| read(&back));
                prop_assert!(back.is_none_or(|back| back == Some(before.clone())));
            }
        }
    }

    #[test]
    fn what_is_removed_is_gone(text in document(), pick in any::<prop::sample::Index>()) {
        let Some(before) = read(&text) else { return Ok(()) };
        let mut all = Vec::new();
        places(&before, "", "", &mut all);
        let (path, pointer) = pick.get(&all);
        if let Ok(edited) = remove(&text, path) {
            let (around, step) = pointer.rsplit_once('/').unwrap();
            let mut wanted = before.clone();
            match wanted.pointer_mut(around).unwrap() {
                Value::Object(map) => { map.shift_remove(step); }
                Value::Array(items) => { items.remove(step.parse().unwrap()); }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => unreachable!(),
            }
            prop_assert!(read(&edited) == Some(wanted) || path == "\"top\"");
        }
    }
}
