//! Security levels and their settings.

use crate::wrong;

#[test]
fn unknown_settings() {
    let text = r"attune: 1
tenant: contoso
securityLevels:
  tasky-api:
    name: Tasky
    copyOf: API User (system)
    webServicesApi:
      canLogn: true
      tickets: all
      resourceImpersonation:
        crm: {account: [view]}
        colours: all
    projcts: {}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[unknown-cell]: there is no setting `canLogn` in `webServicesApi`
     --> attune.yaml:8:7
      |
    8 |       canLogn: true
      |       ^^^^^^^ unknown setting
      |
      = help: did you mean `canLogin`?

    error[unknown-cell]: there is no setting `tickets` in `webServicesApi`
     --> attune.yaml:9:7
      |
    9 |       tickets: all
      |       ^^^^^^^ unknown setting
      |
      = help: it stands at `webServicesApi.resourceImpersonation.serviceDesk.tickets`

    error[unknown-cell]: there is no setting `account` in `webServicesApi.resourceImpersonation.crm`
      --> attune.yaml:11:15
       |
    11 |         crm: {account: [view]}
       |               ^^^^^^^ unknown setting
       |
       = help: did you mean `accounts`?

    error[unknown-cell]: there is no setting `colours` in `webServicesApi.resourceImpersonation`
      --> attune.yaml:12:9
       |
    12 |         colours: all
       |         ^^^^^^^ unknown setting
       |
       = help: known here: `crm`, `projects`, `serviceDesk` or `otherShared`

    error[unknown-key]: there is no key `projcts` in `tasky-api`
      --> attune.yaml:13:5
       |
    13 |     projcts: {}
       |     ^^^^^^^ unknown key
       |
       = help: did you mean `projects`?
    "#);
}

#[test]
fn values_that_no_control_takes() {
    let text = r#"attune: 1
tenant: contoso
securityLevels:
  tasky-api:
    name: Tasky
    copyOf: API User (system)
    serviceDesk:
      objects:
        tickets: {view: Everything, add: Yes, edit: [], delete: all}
    other: {webhooks: {max: 0, canCreate: "true"}}
    webServicesApi:
      canLogin: no
"#;
    insta::assert_snapshot!(wrong(text), @r#"
    error[cell-value]: `view` must be `Mine`, `Mine + Organizations` or `All`
     --> attune.yaml:9:25
      |
    9 |         tickets: {view: Everything, add: Yes, edit: [], delete: all}
      |                         ^^^^^^^^^^ not one of these words
      |
      = help: write one of them: `view: All`

    error[boolean-word]: `add` must be `true` or `false`
     --> attune.yaml:9:42
      |
    9 |         tickets: {view: Everything, add: Yes, edit: [], delete: all}
      |                                          ^^^ a word
      |
      = help: write `true`

    error[wrong-type]: `edit` must be `true` or `false`
     --> attune.yaml:9:47
      |
    9 |         tickets: {view: Everything, add: Yes, edit: [], delete: all}
      |                                               ^^^^ a list
      |
      = help: write `true` or `false`

    error[cell-value]: `delete` must be `None` or `All`
     --> attune.yaml:9:65
      |
    9 |         tickets: {view: Everything, add: Yes, edit: [], delete: all}
      |                                                                 ^^^ not one of these words
      |
      = help: did you mean `All`?

    error[wrong-type]: `max` must be a whole number, 1 or more
      --> attune.yaml:10:29
       |
    10 |     other: {webhooks: {max: 0, canCreate: "true"}}
       |                             ^ a number
       |
       = help: write digits only, without quotes, leading zeros or separators

    error[boolean-word]: `canCreate` must be `true` or `false`
      --> attune.yaml:10:43
       |
    10 |     other: {webhooks: {max: 0, canCreate: "true"}}
       |                                           ^^^^^^ text in quotes
       |
       = help: write `true` without quotes

    error[boolean-word]: `canLogin` must be `true` or `false`
      --> attune.yaml:12:17
       |
    12 |       canLogin: no
       |                 ^^ a word
       |
       = help: write `false`
    "#);
}

#[test]
fn a_setting_that_only_shows_another() {
    let text = r"attune: 1
tenant: contoso
securityLevels:
  tasky-api:
    name: Tasky
    copyOf: API User (system)
    inventory: {objects: {inventoryLocationsAndItems: {edit: true}}}
";
    insta::assert_snapshot!(wrong(text), @r"
    error[cell-value]: `edit` cannot be set: it follows `inventory.objects.inventoryLocationsAndItems.add`
     --> attune.yaml:7:56
      |
    7 |     inventory: {objects: {inventoryLocationsAndItems: {edit: true}}}
      |                                                        ^^^^ follows another setting
      |
      = help: remove it, and set `inventory.objects.inventoryLocationsAndItems.add`
    ");
}

#[test]
fn words_and_lists_that_do_not_fit() {
    let text = r"attune: 1
tenant: contoso
securityLevels:
  tasky-api:
    name: Tasky
    copyOf: API User (system)
    crm: all
    serviceDesk: {objects: {serviceCalls: [view]}}
    other: {webhooks: {max: 4294967296}}
    webServicesApi:
      resourceImpersonation:
        projects: [view]
        serviceDesk: {tickets: [view, ad], ticketNotes: full}
";
    insta::assert_snapshot!(wrong(text), @"
    error[cell-value]: `serviceCalls` is no row of boxes and takes no list
     --> attune.yaml:8:29
      |
    8 |     serviceDesk: {objects: {serviceCalls: [view]}}
      |                             ^^^^^^^^^^^^ a list
      |
      = help: write a map with some of `view`, `add`, `edit` or `delete`

    error[wrong-type]: `max` must be at most 4294967295
     --> attune.yaml:9:29
      |
    9 |     other: {webhooks: {max: 4294967296}}
      |                             ^^^^^^^^^^ too large
      |
      = help: write a smaller number

    error[cell-value]: `projects` is no row of boxes and takes no list
      --> attune.yaml:12:9
       |
    12 |         projects: [view]
       |         ^^^^^^^^ a list
       |
       = help: write a map with some of `projects`, `projectNotes` or `taskNotes`

    error[cell-value]: `ad` is no box of `webServicesApi.resourceImpersonation.serviceDesk.tickets`
      --> attune.yaml:13:39
       |
    13 |         serviceDesk: {tickets: [view, ad], ticketNotes: full}
       |                                       ^^ no such box
       |
       = help: did you mean `add`?

    error[cell-value]: `ticketNotes` takes `all`, `none`, or what stands below it
      --> attune.yaml:13:57
       |
    13 |         serviceDesk: {tickets: [view, ad], ticketNotes: full}
       |                                                         ^^^^ text
       |
       = help: write `all` or `none`, or name what to set: `view`, `add`, `edit` or `delete`
    ");
}

#[test]
fn settings_of_levels_of_another_kind() {
    let text = r"attune: 1
tenant: contoso
securityLevels:
  technician:
    name: Technician
    copyOf: Team Member (system)
    webServicesApi: {canLogin: true, resourceImpersonation: {serviceDesk: all, crm: none}}
  copy:
    name: Copy of the technician
    copyOf: Technician
    other: {webhooks: {max: 3}}
  tasky-api:
    name: Tasky
    copyOf: API User (system) (API-only)
    webServicesApi: {allowImpersonation: true}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[cell-presence]: `resourceImpersonation` is on API-only levels only, and copies of `Team Member (system)` are for people
     --> attune.yaml:7:38
      |
    7 |     webServicesApi: {canLogin: true, resourceImpersonation: {serviceDesk: all, crm: none}}
      |                                      ^^^^^^^^^^^^^^^^^^^^^ not on levels of people
      |
      = help: copy an API-only level such as `API User (system)`, or remove this setting

    error[cell-presence]: `webhooks` is on API-only levels only, and copies of `Technician` are for people
      --> attune.yaml:11:13
       |
    11 |     other: {webhooks: {max: 3}}
       |             ^^^^^^^^ not on levels of people
       |
       = help: copy an API-only level such as `API User (system)`, or remove this setting

    error[cell-presence]: `allowImpersonation` is on levels of people only, and copies of `API User (system)` are API-only
      --> attune.yaml:15:22
       |
    15 |     webServicesApi: {allowImpersonation: true}
       |                      ^^^^^^^^^^^^^^^^^^ not on API-only levels
       |
       = help: remove it: an API-only level cannot be impersonated; who may be is set under `impersonation`
    "#);
}

#[test]
fn names() {
    let text = r#"attune: 1
tenant: contoso
securityLevels:
  Tasky API: {}
  a: {name: ' ', copyOf: Elsewhere}
  b: {name: Mine (system), copyOf: Elsewhere}
  c: {name: Same, copyOf: Elsewhere}
  d: {name: "Same  (API-only)", copyOf: Elsewhere}
  e: {name: 007, copyOf: true}
  f: {name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, copyOf: Elsewhere}
"#;
    insta::assert_snapshot!(wrong(text), @r#"
    error[handle-shape]: `Tasky API` is no handle: lower-case letters, digits and hyphens, at most 64, beginning with a letter or digit
     --> attune.yaml:4:3
      |
    4 |   Tasky API: {}
      |   ^^^^^^^^^ not a handle
      |
      = help: write `tasky-api`

    error[text-shape]: `name` is blank
     --> attune.yaml:5:13
      |
    5 |   a: {name: ' ', copyOf: Elsewhere}
      |             ^^^ blank
      |
      = help: write at least one letter between the quotes

    error[system-mark]: a level of your own must not have `(system)` in its name
     --> attune.yaml:6:13
      |
    6 |   b: {name: Mine (system), copyOf: Elsewhere}
      |             ^^^^^^^^^^^^^ the mark of a system level
      |
      = help: choose another name; the level that it is copied from goes in `copyOf`

    error[duplicate-level-name]: two security levels have the name `Same`
     --> attune.yaml:8:13
      |
    7 |   c: {name: Same, copyOf: Elsewhere}
      |             ---- first here
    8 |   d: {name: "Same  (API-only)", copyOf: Elsewhere}
      |             ^^^^^^^^^^^^^^^^^^ the same name
      |
      = help: give one of them another name, or remove one of the two blocks

    error[wrong-type]: `name` must be text
     --> attune.yaml:9:13
      |
    9 |   e: {name: 007, copyOf: true}
      |             ^^^ a number
      |
      = help: put the value in quotes, so that it is read as text

    error[wrong-type]: `copyOf` must be text
     --> attune.yaml:9:26
      |
    9 |   e: {name: 007, copyOf: true}
      |                          ^^^^ true or false
      |
      = help: put the value in quotes, so that it is read as text

    error[text-length]: `name` has 101 characters, and 100 are the most
      --> attune.yaml:10:13
       |
    10 |   f: {name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, copyOf: Elsewhere}
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 1 too many
       |
       = help: shorten it
    "#);
}

#[test]
fn copies_of_themselves() {
    let text = r"attune: 1
tenant: contoso
securityLevels:
  a: {name: A, copyOf: B}
  b: {name: B, copyOf: A}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[copy-cycle]: this level would be a copy of itself
     --> attune.yaml:4:24
      |
    4 |   a: {name: A, copyOf: B}
      |                        ^ leads back to this level
      |
      = help: name the level that it is copied from, such as `API User (system)`

    error[copy-cycle]: this level would be a copy of itself
     --> attune.yaml:5:24
      |
    5 |   b: {name: B, copyOf: A}
      |                        ^ leads back to this level
      |
      = help: name the level that it is copied from, such as `API User (system)`
    "#);
}

#[test]
fn blocks_that_are_not_there() {
    let text = r"attune: 1
tenant: contoso
securityLevels:
  a: {}
  b: later
  c:
";
    insta::assert_snapshot!(wrong(text), @"
    error[missing-key]: `a` lacks `name`
     --> attune.yaml:4:3
      |
    4 |   a: {}
      |   ^ lacks `name`
      |
      = help: add it, such as `name: API User (with Impersonation)`

    error[wrong-type]: `b` must be a map
     --> attune.yaml:5:6
      |
    5 |   b: later
      |      ^^^^^ text
      |
      = help: write keys below it, indented by two spaces

    error[wrong-type]: `c` has no value
     --> attune.yaml:6:3
      |
    6 |   c:
      |   ^ no value
      |
      = help: give `c` a value, or remove the key
    ");
}
