//! What is no workspace, and what is said then.
#![cfg(test)]

use std::path::Path;

use attune_workspace::{LoadError, Workspace};

use crate::folder::Folder;

/// What is wrong with a workspace of the tenants `contoso` and `fabrikam` that says this beside its tenants.
fn wrong(rest: &str) -> String {
    let text = format!("workspace: 1\ntenants: [\"tenants/*.yaml\"]\nstate: s/{{tenant}}\n{rest}");
    Folder::of(&["contoso", "fabrikam"], &text).wrong()
}

/// The same, one line a finding: where, which rule, what and the help.
fn lines(rest: &str) -> String {
    let text = format!("workspace: 1\ntenants: [\"tenants/*.yaml\"]\nstate: s/{{tenant}}\n{rest}");
    lines_of(&Folder::of(&["contoso", "fabrikam"], &text))
}

fn lines_of(folder: &Folder) -> String {
    let Err(error) = Workspace::load(folder.path()) else {
        return "valid".to_owned();
    };
    let lines: Vec<String> = error
        .diagnostics()
        .iter()
        .map(|found| {
            let location = found.location.as_ref().map(ToString::to_string);
            let location = location.unwrap_or_default();
            format!(
                "{location} {}: {} = {}",
                found.rule, found.message, found.help
            )
        })
        .collect();
    folder.short(&lines.join("\n"))
}

#[test]
fn unknown_keys_are_refused_with_the_near_one() {
    insta::assert_snapshot!(wrong("budget: {}\ngroups: {pilot: {tennants: [contoso]}}\n"), @"
    error[unknown-key]: there is no key `budget` at the top of a workspace
     --> attune.workspace.yaml:4:1
      |
    4 | budget: {}
      | ^^^^^^ unknown key
      |
      = help: did you mean `budgets`?

    error[missing-key]: `pilot` lacks `tenants`
     --> attune.workspace.yaml:5:10
      |
    5 | groups: {pilot: {tennants: [contoso]}}
      |          ^^^^^ lacks `tenants`
      |
      = help: add it, such as `tenants: ...`

    error[unknown-key]: there is no key `tennants` in `pilot`
     --> attune.workspace.yaml:5:18
      |
    5 | groups: {pilot: {tennants: [contoso]}}
      |                  ^^^^^^^^ unknown key
      |
      = help: did you mean `tenants`?
    ");
}

#[test]
fn a_file_that_is_not_there_a_folder_without_one_and_an_empty_one() {
    let folder = Folder::of(&[], "");
    let error = Workspace::load(&folder.path().join("other.yaml")).unwrap_err();
    assert!(matches!(error, LoadError::Unreadable { .. }));
    assert_eq!(
        folder.short(&error.to_string()),
        "cannot read the workspace other.yaml"
    );
    assert!(Workspace::load(Path::new("/nowhere")).is_err());
    insta::assert_snapshot!(lines_of(&folder), @r#"
    attune.workspace.yaml:1:1 empty-manifest: the workspace is empty = the smallest valid workspace is
    workspace: 1
    tenants: ["tenants/*.yaml"]
    "#);
    folder.write("attune.workspace.yaml", "- a\n");
    insta::assert_snapshot!(lines_of(&folder), @"attune.workspace.yaml:1:1 wrong-type: the workspace must be a map = begin with `workspace: 1` and `tenants: [...]`, each on a line of its own");
    folder.write("attune.workspace.yaml", "workspace: 2\ntenants: []\n");
    insta::assert_snapshot!(lines_of(&folder), @"attune.workspace.yaml:1:12 workspace-format: workspaces of format 2 are not known: this attune reads format 1 = write `workspace: 1`");
}

#[test]
fn a_workspace_that_says_no_format_is_told_so_and_all_else_that_is_wrong() {
    let folder = Folder::of(&[], "attune: workspace/1\ntenants: [a.yaml]\n");
    insta::assert_snapshot!(lines_of(&folder), @"
    attune.workspace.yaml:1:1 missing-key: the workspace lacks `workspace` = add it, such as `workspace: ...`
    attune.workspace.yaml:1:1 unknown-key: there is no key `attune` at the top of a workspace = known here: `workspace`, `tenants`, `exclude`, `groups`, `baselines`, `state`, `budgets`, `hold` or `notices`
    ");
}

#[test]
fn tenants_are_manifests_and_each_is_there_once() {
    let folder = Folder::of(
        &["contoso", "fabrikam"],
        "workspace: 1\ntenants: [tenants/contoso.yaml, tenants/*.yaml, copy.yaml]\nstate: s/{tenant}\n",
    );
    folder.write("copy.yaml", "attune: 1\ntenant: contoso\n");
    insta::assert_snapshot!(folder.wrong(), @"
    error[workspace-tenant]: `contoso` is the tenant of two manifests: copy.yaml and tenants/contoso.yaml
     --> attune.workspace.yaml:2:11
      |
    2 | tenants: [tenants/contoso.yaml, tenants/*.yaml, copy.yaml]
      |           ^^^^^^^^^^^^^^^^^^^^ finds the second --------- finds the first
      |
      = help: give each tenant a name of its own, or leave one of them out with `exclude`
    ");
    folder.write("copy.yaml", "attune: 1\ntenants: [a]\n");
    insta::assert_snapshot!(lines_of(&folder), @"copy.yaml:2:1 one-tenant: a manifest describes one tenant, and `tenants` is a list = give each tenant a manifest of its own: `contoso.yaml`, `fabrikam.yaml`");
    folder.write("copy.yaml", "attune: 1\ntenant: &a b\n");
    folder.write(
        "attune.workspace.yaml",
        "workspace: 1\ntenants: [copy.yaml, \"gone/*.yaml\", gone.yaml, \"a[\", \"a/***/b\"]\nexclude: [\"old/**\"]\n",
    );
    insta::assert_snapshot!(lines_of(&folder), @"
    attune.workspace.yaml:2:22 workspace-nothing: `gone/*.yaml` means no manifest: nothing lies there = paths start at the folder of this file; check it, or remove the line
    attune.workspace.yaml:2:37 workspace-nothing: `gone.yaml` means no manifest: nothing lies there = paths start at the folder of this file; check it, or remove the line
    attune.workspace.yaml:2:48 workspace-pattern: `a[` is no pattern that can be read: unclosed character class; missing ']' = `*` stands for any text, `?` for one character, `{a,b}` for one of these, `[ab]` for one of these letters
    attune.workspace.yaml:2:54 workspace-nothing: `a/***/b` means no manifest: nothing lies there = paths start at the folder of this file; check it, or remove the line
    attune.workspace.yaml:3:11 workspace-nothing: `old/**` means no manifest: none of the manifests lies there = paths start at the folder of this file; check it, or remove the line
    copy.yaml:2:12 no-aliases: a YAML anchor stands before this value, and anchors are not allowed = remove `&` and the name after it; put text that begins with `&` in quotes
    ");
    folder.write(
        "attune.workspace.yaml",
        "workspace: 1\ntenants: [copy.yaml]\nexclude: [\"*\"]\n",
    );
    insta::assert_snapshot!(lines_of(&folder), @r#"attune.workspace.yaml:2:1 workspace-nothing: the workspace has no tenants = write the paths of manifests: `tenants: ["tenants/*.yaml"]`"#);
}

#[test]
fn groups_and_baselines_name_what_is_there() {
    insta::assert_snapshot!(lines("groups:\n  all: {tenants: []}\n  pilot: {tenants: [contso, \"x*\", \"a[\"]}\nbaselines:\n  pilto: []\n  all: [gone.yaml]\nnotices:\n  - {slack: {url: {env: A}}, for: [piolt]}\n"), @"
    attune.workspace.yaml:5:3 workspace-group: no group can be called `all` = take another name
    attune.workspace.yaml:6:21 workspace-nothing: no tenant of the workspace fits `contso` = did you mean `contoso`?
    attune.workspace.yaml:6:29 workspace-nothing: no tenant of the workspace fits `x*` = known: contoso, fabrikam
    attune.workspace.yaml:6:35 workspace-pattern: `a[` is no pattern that can be read: unclosed character class; missing ']' = `*` stands for any text, `?` for one character, `{a,b}` for one of these, `[ab]` for one of these letters
    attune.workspace.yaml:8:3 workspace-group: the workspace has no group `pilto` = did you mean `pilot`?
    attune.workspace.yaml:9:9 workspace-nothing: there is no gone.yaml = the path starts at the folder of this file; check it
    attune.workspace.yaml:11:36 workspace-group: the workspace has no group `piolt` = did you mean `pilot`?
    ");
}

#[test]
fn windows_open_and_close_and_a_tenant_has_one() {
    let window = |window: &str| {
        lines(&format!(
            "groups: {{p: {{tenants: [contoso], window: {window}}}}}\n"
        ))
    };
    let said: Vec<String> = [
        "{days: [saturday], timeZone: UTC}",
        "{days: [], timeZone: UTC}",
        "{from: \"8:00\", until: \"24:01\", timeZone: UTC}",
        "{from: \"24:00\", timeZone: UTC}",
        "{from: \"08:00\", until: \"08:00\", timeZone: UTC}",
        "{from: \"00:00\", until: \"00:00\", timeZone: UTC}",
        "{timeZone: Europe/Pariss}",
        "{timeZone: CEST summer}",
        "{from: 800}",
    ]
    .into_iter()
    .map(window)
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    attune.workspace.yaml:4:50 unknown-word: `days[0]` must be `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun` = write one of these words
    attune.workspace.yaml:4:34 workspace-window: `window` is no window: a window opens on one day at least = write it as `{days: [sat, sun], from: "22:00", until: "04:00", timeZone: Europe/Paris}`
    attune.workspace.yaml:4:49 workspace-window: `8:00` is no time of a day = write hours and minutes in quotes, such as "22:00"
    attune.workspace.yaml:4:64 workspace-window: `24:01` is no time of a day = write hours and minutes in quotes, such as "22:00"
    attune.workspace.yaml:4:49 workspace-window: `24:00` is no time of a day = write hours and minutes in quotes, such as "22:00"
    attune.workspace.yaml:4:34 workspace-window: `window` is no window: it would close when it opens = write it as `{days: [sat, sun], from: "22:00", until: "04:00", timeZone: Europe/Paris}`
    attune.workspace.yaml:4:34 workspace-window: `window` is no window: it would close when it opens = write it as `{days: [sat, sun], from: "22:00", until: "04:00", timeZone: Europe/Paris}`
    attune.workspace.yaml:4:53 workspace-window: `Europe/Pariss` is no time zone = did you mean `Europe/Paris`?
    attune.workspace.yaml:4:53 workspace-window: `CEST summer` is no time zone = write a name of the time zone database, such as `Europe/Paris`
    attune.workspace.yaml:4:34 missing-key: `window` lacks `timeZone` = add it, such as `timeZone: ...`
    attune.workspace.yaml:4:49 wrong-type: `from` must be text = put the value in quotes, so that it is read as text
    "#);
    assert_eq!(window("{timeZone: Europe/Paris}"), "valid");
    let two = "groups:\n  one: {tenants: [contoso], window: {timeZone: UTC}}\n  two: {tenants: [con*], window: {days: [mon], timeZone: UTC}}\n";
    insta::assert_snapshot!(wrong(two), @"
    error[workspace-window]: `contoso` has two windows: that of `one` and that of `two`
     --> attune.workspace.yaml:6:26
      |
    5 |   one: {tenants: [contoso], window: {timeZone: UTC}}
      |                             ------ the first
    6 |   two: {tenants: [con*], window: {days: [mon], timeZone: UTC}}
      |                          ^^^^^^ the second
      |
      = help: give windows to groups that have no tenant in common
    ");
    assert_eq!(
        lines(&two.replace("{days: [mon], timeZone: UTC}", "{timeZone: UTC}")),
        "valid"
    );
}

#[test]
fn no_two_tenants_have_one_state() {
    let folder = Folder::of(
        &["contoso", "fabrikam"],
        "workspace: 1\ntenants: [\"tenants/*.yaml\"]\n",
    );
    insta::assert_snapshot!(folder.wrong(), @r#"
    error[workspace-state]: `contoso` and `fabrikam` would have one ledger, in tenants/.attune
     --> attune.workspace.yaml:2:1
      |
    2 | tenants: ["tenants/*.yaml"]
      | ^^^^^^^ leads two tenants to one place
      |
      = help: write `{tenant}` in it, such as `state: ".attune/{tenant}"`
    "#);
    let state = |state: &str| {
        folder.write(
            "attune.workspace.yaml",
            &format!("workspace: 1\ntenants: [\"tenants/*.yaml\"]\nstate: {state}\n"),
        );
        lines_of(&folder)
    };
    let said = ["s3://bucket/attune", "\".attune/{name}\"", "\"{tenant}\""].map(state);
    insta::assert_snapshot!(said.join("\n"), @r#"
    attune.workspace.yaml:3:8 workspace-state: `contoso` and `fabrikam` would have one ledger, in s3://bucket/attune = write `{tenant}` in it, such as `state: ".attune/{tenant}"`
    attune.workspace.yaml:3:8 workspace-state: `.attune/{name}` has a word in braces that means nothing = write `{tenant}` where the tenant's name is to stand
    valid
    "#);
}

#[test]
fn budgets_are_within_what_autotask_allows() {
    insta::assert_snapshot!(lines("budgets: {concurrency: 0, threads: 4, requestsPerHour: 10001, request: 1}\n"), @"
    attune.workspace.yaml:4:24 wrong-type: `concurrency` must be a whole number, 1 or more = write digits only, without quotes, leading zeros or separators
    attune.workspace.yaml:4:36 workspace-budget: `threads` must be at most 3 = Autotask refuses more calls of one integration at once
    attune.workspace.yaml:4:56 workspace-budget: `requestsPerHour` must be at most 10000 = Autotask takes no more from all integrations of a database together
    attune.workspace.yaml:4:63 unknown-key: there is no key `request` in `budgets` = known here: `concurrency`, `threads` or `requestsPerHour`
    ");
}

#[test]
fn notices_go_one_way_and_hold_no_secret() {
    insta::assert_snapshot!(lines("notices:\n  - {}\n  - {slack: {url: {env: A}}, teams: {url: {env: A}}}\n  - mail: {server: \"a b\", tls: ssl, from: nobody, to: [], user: {env: A}}\n  - mail: {server: \"a:0\", from: a@b.example, to: [c@d.example]}\n  - mail: {server: a, from: a@b.example}\n  - ticket: {company: -1, queue: [], priority: High, status: New}\n"), @"
    attune.workspace.yaml:5:5 workspace-notice: `notices[0]` has no channel = add one of `webhook`, `slack`, `teams`, `mail`, `ticket`
    attune.workspace.yaml:6:30 workspace-notice: `teams` stands beside another channel = write each channel as an entry of its own
    attune.workspace.yaml:7:5 workspace-notice: `mail` has one of `user` and `password` = write both, or none where the server asks for none
    attune.workspace.yaml:7:32 unknown-word: `tls` must be `starttls`, `implicit` or `none` = write one of these words
    attune.workspace.yaml:7:43 email-shape: `from` is no e-mail address = write it as `name@contoso.example`
    attune.workspace.yaml:7:51 workspace-notice: `to` has no address = write `to: [name@contoso.example]`
    attune.workspace.yaml:8:20 workspace-notice: `a:0` is no mail server = write its name and port, such as `smtp.example.com:587`
    attune.workspace.yaml:9:5 workspace-notice: `mail` lacks `to` = write `to: [name@contoso.example]`
    attune.workspace.yaml:10:5 missing-key: `ticket` lacks `connection`, `doneStatus` = add them, such as
    connection: ...
    doneStatus: ...
    attune.workspace.yaml:10:23 wrong-type: `company` must be a whole number, 0 or more = write digits only, without quotes, leading zeros or separators
    attune.workspace.yaml:10:27 wrong-type: `queue` must be text = write one piece of text after the key
    ");
    let said = wrong(
        "notices:\n  - webhook: https://hooks.example/hunter2\n  - slack: {url: https://hooks.example/hunter2}\n  - teams: {ulr: https://hooks.example/hunter2}\n  - mail: {server: a, from: a@b.example, to: [c@d.example], user: {env: A}, password: hunter2}\n",
    );
    assert!(!said.contains("hunter2"), "{said}");
    insta::assert_snapshot!(said, @"
    error[wrong-type]: `webhook` must be a map
     --> attune.workspace.yaml:5:14
      |
    5 |   - webhook: *****************************
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ text
      |
      = help: write keys below it, indented by two spaces

    error[literal-secret]: `url` must be a reference: a manifest holds no credentials
     --> attune.workspace.yaml:6:18
      |
    6 |   - slack: {url: *****************************}
      |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a value, hidden here
      |
      = help: write `url: {env: SLACK_HOOK}` or `url: {file: PATH}`; a secret that was saved in a file should be replaced

    error[missing-key]: `teams` lacks `url`
     --> attune.workspace.yaml:7:5
      |
    7 |   - teams: {ulr: *****************************}
      |     ^^^^^ lacks `url`
      |
      = help: add it, such as `url: ...`

    error[unknown-key]: there is no key `ulr` in `teams`
     --> attune.workspace.yaml:7:13
      |
    7 |   - teams: {ulr: *****************************}
      |             ^^^ unknown key
      |
      = help: did you mean `url`?

    error[literal-secret]: `password` must be a reference: a manifest holds no credentials
     --> attune.workspace.yaml:8:87
      |
    8 |   - mail: {server: a, from: a@b.example, to: [c@d.example], user: {env: A}, password: *******}
      |                                                                                       ^^^^^^^ a value, hidden here
      |
      = help: write `password: {env: SMTP_PASSWORD}` or `password: {file: PATH}`; a secret that was saved in a file should be replaced
    ");
    let said = wrong("notices:\n  - webhook: {url: https://hooks.example/hunter2\n");
    assert!(!said.contains("hunter2"), "{said}");
}
