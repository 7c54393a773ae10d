//! The scripts for vaults, against stand-ins that note what they see.

use std::os::unix::fs::PermissionsExt as _;
use std::{env, fs};

use serde_json::Value;

use super::{Tour, place_with};
use crate::harness::{Place, Sim, root};

/// Notes arguments and environment, keeps standard input under the name that it finds, prints it again.
const STAND_IN: &str = r#"#!/bin/sh
set -eu
printf '%s\n' "${0##*/} $*" >> argv
env >> environment
name=none
for word in "$@"; do
    case $word in *attune*contoso*tasky*) name=$(printf %s "kept-$word" | tr / _) ;; esac
done
case " $* " in
*" put "* | *" set "* | *" create "* | *" edit "*) cat > "$name"; echo stored; cat "$name" ;;
*) [ -e "$name" ] || { echo "$MISSING" >&2; exit 2; }; cat "$name" ;;
esac
"#;

/// A manifest whose credentials go to a script of `manifests/sinks`, and a `bin` with a stand-in for its program.
fn place(script: &str, program: &str) -> Place {
    let command =
        |verb: &str| format!("[./sinks/{script}, {verb}, \"{{tenant}}\", \"{{apiUser}}\"]");
    let (store, fetch) = (command("store"), command("fetch"));
    let place = place_with(&format!("{{exec: {{store: {store}, fetch: {fetch}}}}}"));
    place.write(&format!("bin/{program}"), STAND_IN);
    let shipped = root().join("manifests/sinks").join(script);
    place.write(
        &format!("sinks/{script}"),
        &fs::read_to_string(&shipped).unwrap(),
    );
    for name in [format!("bin/{program}"), format!("sinks/{script}")] {
        let mode = fs::metadata(&shipped).unwrap().permissions().mode();
        fs::set_permissions(place.path(&name), fs::Permissions::from_mode(mode)).unwrap();
    }
    place
}

/// What the program was called with, the first time and when it stored.
fn calls(script: &str, program: &str, missing: &str, kept: &str) -> Vec<String> {
    let (sim, place) = (Sim::start(), place(script, program));
    let path = env::var_os("PATH").unwrap().into_string().unwrap();
    let path = format!("{}:{path}", place.path("bin").display());
    let environment = [
        ("PATH", path.as_str()),
        ("MISSING", missing),
        ("AZURE_KEY_VAULT", "contoso"),
    ];
    let tour = Tour::through(&sim, &place, &environment);
    let document: Value = serde_json::from_str(&place.read(kept)).unwrap();
    assert_eq!(document["apiUser"], "tasky");
    tour.holds_only(document["secret"].as_str().unwrap(), &[kept]);
    let mut calls = Vec::new();
    for call in place.read("argv").lines() {
        if !calls.iter().any(|known| known == call) {
            calls.push(call.to_owned());
        }
    }
    calls
}

#[test]
fn hashicorp_vault() {
    assert_eq!(
        calls(
            "vault.sh",
            "vault",
            "No value found at secret/data/attune",
            "kept-attune_contoso_tasky"
        ),
        [
            "vault kv get -mount=secret -format=json -field=data attune/contoso/tasky",
            "vault kv put -mount=secret attune/contoso/tasky -",
        ]
    );
}

#[test]
fn one_password() {
    let missing = "[ERROR] \"attune/contoso/tasky\" isn't an item in the \"Integrations\" vault.";
    assert_eq!(
        calls("onepassword.sh", "op", missing, "kept-attune_contoso_tasky"),
        [
            "op document get attune/contoso/tasky --vault Integrations",
            "op document create - --title attune/contoso/tasky --file-name tasky.json --vault Integrations",
        ]
    );
}

#[test]
fn azure_key_vault() {
    assert_eq!(
        calls(
            "azure-key-vault.sh",
            "az",
            "ERROR: (SecretNotFound) A secret was not found",
            "kept-attune-contoso-tasky"
        ),
        [
            "az keyvault secret show --vault-name contoso --name attune-contoso-tasky --query value --output tsv",
            "az keyvault secret set --vault-name contoso --name attune-contoso-tasky --file /dev/stdin --encoding utf-8 --output none",
        ]
    );
}

#[test]
fn a_vault_that_is_sealed_is_not_taken_for_an_empty_one() {
    for (script, program) in [
        ("vault.sh", "vault"),
        ("onepassword.sh", "op"),
        ("azure-key-vault.sh", "az"),
    ] {
        let place = place(script, program);
        let path = env::var_os("PATH").unwrap().into_string().unwrap();
        let path = format!("{}:{path}", place.path("bin").display());
        let said = std::process::Command::new(place.path(&format!("sinks/{script}")))
            .args(["fetch", "contoso", "tasky"])
            .current_dir(place.folder.path())
            .env("PATH", path)
            .env("MISSING", "it is sealed")
            .env("AZURE_KEY_VAULT", "contoso")
            .output()
            .unwrap();
        assert_eq!(said.status.code(), Some(1), "{script}");
        assert_eq!(String::from_utf8(said.stderr).unwrap(), "it is sealed\n");
    }
}
