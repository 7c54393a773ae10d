//! What an editor makes of the schema: the YAML language server, which this project did not write.

use std::process::Command;

use serde_json::{Value, json};

use crate::harness::root;

/// What `tests/clients/npm/editor.js` found.
fn found() -> Value {
    let folder = root().join("tests/clients/npm");
    assert!(
        folder.join("node_modules/yaml-language-server").is_dir(),
        "the npm clients are not installed: run `cargo xtask test`"
    );
    let output = Command::new("node")
        .arg("editor.js")
        .current_dir(folder)
        .output()
        .expect("node starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn an_editor_completes_explains_and_marks() {
    let found = found();
    assert_eq!(
        found["top"],
        json!([
            "accept",
            "apiUsers",
            "checks",
            "connection",
            "drop",
            "extends",
            "impersonation",
            "integrations",
            "lock",
            "people",
            "policy",
            "securityLevels",
            "tenant"
        ])
    );
    assert_eq!(found["block"], json!(["an API user", "handle"]));
    assert_eq!(
        found["section"],
        json!([
            "*",
            "allowImpersonation",
            "canLogin",
            "contactImpersonation",
            "resourceImpersonation"
        ])
    );
    assert_eq!(found["row"], json!(["add"]));
    assert_eq!(
        found["words"],
        json!(["All", "Mine", "Mine + Organizations"])
    );
    let bases = found["base"].as_array().unwrap();
    assert!(bases.contains(&json!("API User (system)")));
    assert!(!bases.contains(&json!("Dashboard User (system)")));

    let hover = found["hover"].as_str().unwrap();
    for part in [
        "**Service Desk > Object Permissions > Tickets > View**",
        "Confirmed (help: Settings_ServiceDesk.htm; guides of MSPBackups and MSP AI).",
    ] {
        assert!(hover.contains(part), "{hover}");
    }
    let field = found["field"].as_str().unwrap();
    assert!(field.contains("**API user > Locked**"), "{field}");

    assert_eq!(found["valid"], json!([]));
    assert_eq!(
        found["unknown"],
        json!(["7:9 Property ticket is not allowed."])
    );
    assert_eq!(
        found["wrong"],
        json!([
            "5:45 Value is not accepted. Valid values: \"Mine\", \"Mine + Organizations\", \"All\".",
            "6:10 write all, none, or a map"
        ])
    );
}
