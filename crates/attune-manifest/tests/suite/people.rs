//! Impersonation, API users and checks.

use crate::wrong;

#[test]
fn rules() {
    let text = r#"attune: 1
tenant: contoso
impersonation:
  a: {allow: true, levelsHeldBy: {emails: []}, systemLevels: Copy, canLogin: true}
  b:
    allow: 1
    levelsHeldBy:
      emails: ['*@[x', contoso.example, '']
      except: cfo@contoso.example
      actve: true
  c: {levelsHeldBy: ["*@contoso.example"]}
"#;
    insta::assert_snapshot!(wrong(text), @r#"
    error[emails-empty]: `emails` is empty, and nobody would be chosen
     --> attune.yaml:4:35
      |
    4 |   a: {allow: true, levelsHeldBy: {emails: []}, systemLevels: Copy, canLogin: true}
      |                                   ^^^^^^ no entry
      |
      = help: name some: `emails: ["*@contoso.example"]`; or remove the block

    error[unknown-word]: `systemLevels` must be `copy` or `refuse`
     --> attune.yaml:4:62
      |
    4 |   a: {allow: true, levelsHeldBy: {emails: []}, systemLevels: Copy, canLogin: true}
      |                                                              ^^^^ another word
      |
      = help: did you mean `copy`?

    error[can-login-true]: `canLogin` takes `false` only: once it was unticked and saved, Autotask never lets it be ticked again
     --> attune.yaml:4:78
      |
    4 |   a: {allow: true, levelsHeldBy: {emails: []}, systemLevels: Copy, canLogin: true}
      |                                                                              ^^^^ cannot be set
      |
      = help: remove the key to leave the box as it is, or write `false` to untick it for good

    error[wrong-type]: `allow` must be `true` or `false`
     --> attune.yaml:6:12
      |
    6 |     allow: 1
      |            ^ a number
      |
      = help: write `true` or `false`

    error[glob-invalid]: `emails[0]` is no pattern that can be read: unclosed character class; missing ']'
     --> attune.yaml:8:16
      |
    8 |       emails: ['*@[x', contoso.example, '']
      |                ^^^^^^ not a pattern
      |
      = help: `*` stands for any text, `?` for one character, `{a,b}` for one of these, `[ab]` for one of these letters

    error[email-shape]: `emails[1]` is no e-mail address
     --> attune.yaml:8:24
      |
    8 |       emails: ['*@[x', contoso.example, '']
      |                        ^^^^^^^^^^^^^^^ no address
      |
      = help: write it as `name@contoso.example`

    error[text-shape]: `emails[2]` is blank
     --> attune.yaml:8:41
      |
    8 |       emails: ['*@[x', contoso.example, '']
      |                                         ^^ blank
      |
      = help: write at least one letter between the quotes

    error[wrong-type]: `except` must be a list
     --> attune.yaml:9:15
      |
    9 |       except: cfo@contoso.example
      |               ^^^^^^^^^^^^^^^^^^^ text
      |
      = help: put it in brackets: `except: [...]`

    error[unknown-key]: there is no key `actve` in `levelsHeldBy`
      --> attune.yaml:10:7
       |
    10 |       actve: true
       |       ^^^^^ unknown key
       |
       = help: did you mean `active`?

    error[missing-key]: `c` lacks `allow`
      --> attune.yaml:11:3
       |
    11 |   c: {levelsHeldBy: ["*@contoso.example"]}
       |   ^ lacks `allow`
       |
       = help: add it, such as `allow: true`

    error[wrong-type]: `levelsHeldBy` must be a map
      --> attune.yaml:11:7
       |
    11 |   c: {levelsHeldBy: ["*@contoso.example"]}
       |       ^^^^^^^^^^^^ a list
       |
       = help: write it like this: `levelsHeldBy: {emails: ["*@contoso.example"]}`
    "#);
}

#[test]
fn api_users() {
    let text = r#"attune: 1
tenant: contoso
securityLevels:
  people: {name: People, copyOf: Team Member (system)}
apiUsers:
  a:
    firstName: A
    lastName: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
    email: nobody
    securityLevel: people
    integrationVendor: Vendor - Product
    credentials: {to: {file: secrets/a.json}}
  b:
    firstName: B
    lastName: B
    email: b@contoso.example
    securityLevel: peopel
    integrationVendor: "Vendor\nProduct"
    credentials: {to: {file: ./secrets/../secrets/a.json}}
  c:
    firstName: C
    password: hunter2
    credentials: secrets/c.json
"#;
    insta::assert_snapshot!(wrong(text), @r#"
    error[text-length]: `lastName` has 52 characters, and 50 are the most
     --> attune.yaml:8:15
      |
    8 |     lastName: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2 too many
      |
      = help: shorten it

    error[email-shape]: `email` is no e-mail address
     --> attune.yaml:9:12
      |
    9 |     email: nobody
      |            ^^^^^^ no address
      |
      = help: write it as `name@contoso.example`

    error[api-user-level]: an API user can hold API-only levels only, and `people` is a copy of `Team Member (system)`, which is for people
      --> attune.yaml:10:20
       |
     4 |   people: {name: People, copyOf: Team Member (system)}
       |                                  -------------------- copied from here
    ...
    10 |     securityLevel: people
       |                    ^^^^^^ a level for people
       |
       = help: let the level be a copy of `API User (system)`, or name another level

    error[api-user-level]: there is no security level `peopel` in this manifest
      --> attune.yaml:17:20
       |
    17 |     securityLevel: peopel
       |                    ^^^^^^ unknown level
       |
       = help: did you mean `people`?

    error[text-shape]: `integrationVendor` must be one line of text
      --> attune.yaml:18:24
       |
    18 |     integrationVendor: "Vendor\nProduct"
       |                        ^^^^^^^^^^^^^^^^^ holds a line break or control character
       |
       = help: write it on one line behind the key, without `|` or `>`

    error[credentials-shared]: the credentials of `a` go there too, and one would overwrite the other
      --> attune.yaml:19:30
       |
    12 |     credentials: {to: {file: secrets/a.json}}
       |                              -------------- of `a`
    ...
    19 |     credentials: {to: {file: ./secrets/../secrets/a.json}}
       |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ the same place
       |
       = help: give each API user a place of its own

    error[missing-key]: `c` lacks `lastName`, `email`, `securityLevel`
      --> attune.yaml:20:3
       |
    20 |   c:
       |   ^ lacks `lastName`, `email`, `securityLevel`
       |
       = help: add them, such as
               lastName: Integration
               email: psa@contoso.example
               securityLevel: tasky-api

    error[unknown-key]: there is no key `password` in `c`
      --> attune.yaml:22:5
       |
    22 |     password: *******
       |     ^^^^^^^^ unknown key
       |
       = help: known here: `firstName`, `middleName`, `lastName`, `email`, `emailType`, `active`, `locked`, `securityLevel`, `dateFormat`, `timeFormat`, `numberFormat`, `primaryInternalLocation`, `key`, `integrationVendor`, `customIntegration`, `lineOfBusiness`, `protectedData`, `credentials`, `expires` or `adopt`

    error[wrong-type]: `credentials` must be a map
      --> attune.yaml:23:18
       |
    23 |     credentials: secrets/c.json
       |                  ^^^^^^^^^^^^^^ text
       |
       = help: write it like this: `credentials: {to: {file: secrets/tasky.json}}`
    "#);
}

#[test]
fn an_api_user_without_any_level() {
    let text = r"attune: 1
tenant: contoso
apiUsers:
  a:
    firstName: A
    lastName: A
    email: a@contoso.example
    securityLevel: api
    integrationVendor: Vendor - Product
    credentials: {to: {file: a.json}}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[api-user-level]: there is no security level `api` in this manifest
     --> attune.yaml:8:20
      |
    8 |     securityLevel: api
      |                    ^^^ unknown level
      |
      = help: add the level under `securityLevels`: `api: {name: ..., copyOf: API User (system)}`; one that is in the tenant already is written `{name: api}`
    "#);
}

#[test]
fn checks() {
    let text = r"attune: 1
tenant: contoso
apiUsers: {}
checks:
  a: {apiUser: tasky, actsAs: '*@contoso.example', ticket: {companyID: 0, status: '1', priority: -2}}
  b: {apiUser: tasky, actsAs: tess, ticket: {companyID: 0, status: 010}}
";
    insta::assert_snapshot!(wrong(text), @r#"
    error[check-unknown-user]: there is no API user `tasky` in this manifest
     --> attune.yaml:5:16
      |
    5 |   a: {apiUser: tasky, actsAs: '*@contoso.example', ticket: {companyID: 0, status: '1', priority: -2}}
      |                ^^^^^ unknown API user
      |
      = help: add the API user under `apiUsers`

    error[email-shape]: `actsAs` must be one address, not a pattern
     --> attune.yaml:5:31
      |
    5 |   a: {apiUser: tasky, actsAs: '*@contoso.example', ticket: {companyID: 0, status: '1', priority: -2}}
      |                               ^^^^^^^^^^^^^^^^^^^ a pattern
      |
      = help: name one person: `tess.turner@contoso.example`

    error[wrong-type]: `status` must be a whole number, 0 or more
     --> attune.yaml:5:83
      |
    5 |   a: {apiUser: tasky, actsAs: '*@contoso.example', ticket: {companyID: 0, status: '1', priority: -2}}
      |                                                                                   ^^^ text
      |
      = help: write digits only, without quotes, leading zeros or separators

    error[wrong-type]: `priority` must be a whole number, 0 or more
     --> attune.yaml:5:98
      |
    5 |   a: {apiUser: tasky, actsAs: '*@contoso.example', ticket: {companyID: 0, status: '1', priority: -2}}
      |                                                                                                  ^^ a number
      |
      = help: write digits only, without quotes, leading zeros or separators

    error[check-unknown-user]: there is no API user `tasky` in this manifest
     --> attune.yaml:6:16
      |
    6 |   b: {apiUser: tasky, actsAs: tess, ticket: {companyID: 0, status: 010}}
      |                ^^^^^ unknown API user
      |
      = help: add the API user under `apiUsers`

    error[email-shape]: `actsAs` is no e-mail address
     --> attune.yaml:6:31
      |
    6 |   b: {apiUser: tasky, actsAs: tess, ticket: {companyID: 0, status: 010}}
      |                               ^^^^ no address
      |
      = help: write it as `name@contoso.example`

    error[missing-key]: `ticket` lacks `priority`
     --> attune.yaml:6:37
      |
    6 |   b: {apiUser: tasky, actsAs: tess, ticket: {companyID: 0, status: 010}}
      |                                     ^^^^^^ lacks `priority`
      |
      = help: add it, such as `priority: 2`

    error[wrong-type]: `status` must be a whole number, 0 or more
     --> attune.yaml:6:68
      |
    6 |   b: {apiUser: tasky, actsAs: tess, ticket: {companyID: 0, status: 010}}
      |                                                                    ^^^ a number
      |
      = help: write digits only, without quotes, leading zeros or separators
    "#);
}
