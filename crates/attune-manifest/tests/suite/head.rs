//! The head of a manifest: format, tenant, connection.

use crate::wrong;

#[test]
fn another_format() {
    let text = r"attune: 2
tenant: Contoso
whatever: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[format-version]: format 2 is not known: this attune reads format 1
     --> attune.yaml:1:9
      |
    1 | attune: 2
      |         ^ unknown format
      |
      = help: use a newer attune, or write the manifest in format 1
    "#);
}

#[test]
fn no_format_and_no_tenant() {
    let text = "apiUsers: {}\n";
    insta::assert_snapshot!(wrong(text), @r#"
    error[missing-key]: the manifest lacks `attune`, `tenant`
     --> attune.yaml:1:1
      |
    1 | apiUsers: {}
      | ^^^^^^^^ lacks `attune`, `tenant`
      |
      = help: add them, such as
              attune: 1
              tenant: contoso
    "#);
}

#[test]
fn a_second_document() {
    let text = r"attune: 1
tenant: contoso
---
attune: 1
tenant: fabrikam
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[one-tenant]: a manifest describes one tenant, and a second document begins here
     --> attune.yaml:3:1
      |
    3 | ---
      | ^^^ second document
      |
      = help: move what follows `---` to a file of its own
    "#);
}

#[test]
fn tenant_twice() {
    let text = r"attune: 1
tenant: contoso
tenant: fabrikam
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[one-tenant]: a manifest describes one tenant, and `tenant` stands here twice
     --> attune.yaml:3:1
      |
    2 | tenant: contoso
      | ------ first tenant
    3 | tenant: fabrikam
      | ^^^^^^ second tenant
      |
      = help: give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`
    "#);
}

#[test]
fn a_list_of_tenants() {
    let text = r"attune: 1
tenant: [contoso, fabrikam]
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[one-tenant]: a manifest describes one tenant, and `tenant` is a list
     --> attune.yaml:2:1
      |
    2 | tenant: [contoso, fabrikam]
      | ^^^^^^ write `tenant: contoso`
      |
      = help: give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`
    "#);
}

#[test]
fn tenants() {
    let text = r"attune: 1
tenants:
  contoso: {}
  fabrikam: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[one-tenant]: a manifest describes one tenant, and `tenants` is a map
     --> attune.yaml:2:1
      |
    2 | tenants:
      | ^^^^^^^ write `tenant: contoso`
      |
      = help: give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`
    "#);
}

#[test]
fn tenant_and_tenants() {
    let text = r"attune: 1
tenant: contoso
tenants: [fabrikam]
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[one-tenant]: a manifest describes one tenant, and `tenants` is a list
     --> attune.yaml:3:1
      |
    3 | tenants: [fabrikam]
      | ^^^^^^^ write `tenant: contoso`
      |
      = help: give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`
    "#);
}

#[test]
fn a_tenant_that_is_no_handle() {
    let text = r"attune: 1
tenant: Contoso Ltd.
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[handle-shape]: `Contoso Ltd.` is no handle: lower-case letters, digits and hyphens, at most 64, beginning with a letter or digit
     --> attune.yaml:2:9
      |
    2 | tenant: Contoso Ltd.
      |         ^^^^^^^^^^^^ not a handle
      |
      = help: write `contoso-ltd`
    "#);
}

#[test]
fn unknown_and_duplicate_keys() {
    let text = r"attune: 1
tenant: contoso
securityLevls: {}
checks: {}
checks: {}
vendors: {}
";
    insta::assert_snapshot!(wrong(text), @"
    error[unknown-key]: there is no key `securityLevls` at the top of a manifest
     --> attune.yaml:3:1
      |
    3 | securityLevls: {}
      | ^^^^^^^^^^^^^ unknown key
      |
      = help: did you mean `securityLevels`?

    error[duplicate-key]: `checks` stands here twice
     --> attune.yaml:5:1
      |
    4 | checks: {}
      | ------ first here
    5 | checks: {}
      | ^^^^^^ again
      |
      = help: keep one of the two, or give the second another name

    error[unknown-key]: there is no key `vendors` at the top of a manifest
     --> attune.yaml:6:1
      |
    6 | vendors: {}
      | ^^^^^^^ unknown key
      |
      = help: known here: `attune`, `tenant`, `connection`, `extends`, `lock`, `drop`, `integrations`, `securityLevels`, `impersonation`, `people`, `apiUsers`, `checks`, `accept` or `policy`
    ");
}

#[test]
fn a_section_without_value() {
    let text = r"attune: 1
tenant: contoso
apiUsers:
#  tasky: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[wrong-type]: `apiUsers` has no value
     --> attune.yaml:3:1
      |
    3 | apiUsers:
      | ^^^^^^^^ no value
      |
      = help: give `apiUsers` a value, or remove the key
    "#);
}

#[test]
fn literal_secrets() {
    let text = r"attune: 1
tenant: contoso
connection:
  userName: hunter2
  secret: |
    hunter2
    hunter2
  integrationCode: {hunter2}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[literal-secret]: `userName` must be a reference: a manifest holds no credentials
     --> attune.yaml:4:13
      |
    4 |   userName: *******
      |             ^^^^^^^ a value, hidden here
      |
      = help: write `userName: {env: AUTOTASK_USERNAME}` or `userName: {file: PATH}`; a secret that was saved in a file should be replaced

    error[literal-secret]: `secret` must be a reference: a manifest holds no credentials
     --> attune.yaml:6:5
      |
    6 |     *******
      |     ^^^^^^^ a value, hidden here
      |
      = help: write `secret: {env: AUTOTASK_SECRET}` or `secret: {file: PATH}`; a secret that was saved in a file should be replaced

    error[reference-shape]: `integrationCode` must have either `env` or `file`
     --> attune.yaml:8:3
      |
    8 |   integrationCode: {*******}
      |   ^^^^^^^^^^^^^^^ one of the two
      |
      = help: write `integrationCode: {env: AUTOTASK_INTEGRATION_CODE}`

    error[unknown-key]: there is no key `***` in `integrationCode`
     --> attune.yaml:8:21
      |
    8 |   integrationCode: {*******}
      |                     ^^^^^^^ unknown key
      |
      = help: known here: `env` or `file`
    "#);
}

#[test]
fn literal_secrets_on_one_line() {
    let text = r#"attune: 1
tenant: contoso
connection: {secret: hunter2, userName: {env: "hunter2!"}, usrName: {env: A}}
"#;
    insta::assert_snapshot!(wrong(text), @r#"
    error[literal-secret]: `secret` must be a reference: a manifest holds no credentials
     --> attune.yaml:3:22
      |
    3 | connection: {secret: *******, userName: {env: **********}, usrName: {env: A}}
      |                      ^^^^^^^ a value, hidden here
      |
      = help: write `secret: {env: AUTOTASK_SECRET}` or `secret: {file: PATH}`; a secret that was saved in a file should be replaced

    error[reference-shape]: this is no name of an environment variable
     --> attune.yaml:3:47
      |
    3 | connection: {secret: *******, userName: {env: **********}, usrName: {env: A}}
      |                                               ^^^^^^^^^^ hidden here
      |
      = help: write the variable's name: letters, digits and underscores, beginning with a letter

    error[unknown-key]: there is no key `usrName` in `connection`
     --> attune.yaml:3:60
      |
    3 | connection: {secret: *******, userName: {env: **********}, usrName: {env: A}}
      |                                                            ^^^^^^^ unknown key
      |
      = help: did you mean `userName`?
    "#);
}

#[test]
fn a_reference_to_two_places() {
    let text = r"attune: 1
tenant: contoso
connection:
  secret: {env: A, file: b}
  userName: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[reference-shape]: `secret` must have either `env` or `file`
     --> attune.yaml:4:3
      |
    4 |   secret: {env: A, file: b}
      |   ^^^^^^ one of the two
      |
      = help: write `secret: {env: AUTOTASK_SECRET}`

    error[reference-shape]: `userName` must have either `env` or `file`
     --> attune.yaml:5:3
      |
    5 |   userName: {}
      |   ^^^^^^^^ one of the two
      |
      = help: write `userName: {env: AUTOTASK_USERNAME}`
    "#);
}

#[test]
fn a_literal_secret_in_text_that_is_no_yaml() {
    let text = r"attune: 1
tenant: contoso
connection: {secret: hunter2, userName: [}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[syntax]: the brackets do not match
     --> attune.yaml:3:41
      |
    3 | connection:*******************************
      |                                         ^ no partner
      |
      = help: `[` is closed by `]`, `{` by `}`
    "#);
}
