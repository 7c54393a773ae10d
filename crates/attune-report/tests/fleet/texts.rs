//! What people read.

use attune_report::fleet::{Standing, csv, html, markdown, text};
use attune_report::text::TextOptions;

use crate::world::{audit, drift, fleet, tenant, thousand};

fn full() -> TextOptions {
    TextOptions {
        full: true,
        ..TextOptions::default()
    }
}

#[test]
fn text_counts_first_and_then_tells_of_what_is_to_be_looked_at() {
    insta::assert_snapshot!(text(&drift(), &TextOptions::default()), @r#"
    5 tenants: 2 in sync, 1 drifted, 1 could not be looked at, 1 held

    Tenant    Standing                Groups       Differences  Access that ends       Why
    fabrikam  could not be looked at                         -                         REST does not answer, "timed out"
    contoso   drifted                 gold, north            3                         -
    initech   held                                           -                         held until 2026-12-01
    umbrella  in sync                                        0  2026-12-31 API user A  -

    1 is in sync and not listed
    "#);
}

#[test]
fn text_lists_all_where_all_is_wanted() {
    let text = text(&drift(), &full());
    assert!(
        text.ends_with(
            "\nacme      in sync                                        0                         -\n"
        ),
        "{text}"
    );
}

#[test]
fn an_audit_tells_of_the_worst_first() {
    insta::assert_snapshot!(text(&audit(), &TextOptions::default()), @"
    3 tenants: 3 looked at

    Tenant    Standing   Score  Findings  Unknown cells
    fabrikam  looked at      -         -              -
    contoso   looked at     68         4     223 of 227
    acme      looked at    100         0       0 of 227
    ");
}

#[test]
fn the_first_line_counts_a_thousand() {
    let told = text(&thousand(), &TextOptions::default());
    assert_eq!(
        told.lines().next(),
        Some("1,000 tenants: 875 in sync, 100 drifted, 20 could not be looked at, 5 held")
    );
    assert_eq!(told.lines().last(), Some("875 are in sync and not listed"));
    // Counts, headings, the rows, the last line, and a blank line before both of these.
    assert_eq!(told.lines().count(), 1 + 2 + 125 + 2);
    let none = fleet("drift", Vec::new());
    let options = TextOptions::default();
    assert_eq!(text(&none, &options), "0 tenants\n");
}

#[test]
fn colours_say_nothing_alone_and_move_nothing() {
    let coloured = TextOptions {
        colour: true,
        ..full()
    };
    let painted = text(&drift(), &coloured);
    assert!(painted.contains("\u{1b}[33mdrifted\u{1b}[0m"), "{painted}");
    let plain: String = painted
        .split('\u{1b}')
        .enumerate()
        .map(|(index, part)| match (index, part.split_once('m')) {
            (0, _) | (_, None) => part,
            (_, Some((_, text))) => text,
        })
        .collect();
    assert_eq!(plain, text(&drift(), &full()));
}

#[test]
fn an_interrupted_run_says_so_everywhere() {
    let mut run = drift();
    run.interrupted = true;
    let told = "The run was interrupted: the tenants that it did not come to are not begun.";
    let text = text(&run, &TextOptions::default());
    assert_eq!(text.lines().nth(1), Some(told));
    assert!(markdown(&run).contains(told));
    assert!(html(&run).contains(told));
}

#[test]
fn csv_has_every_column_in_the_order_of_the_run() {
    let told = csv(&drift());
    assert!(told.lines().all(|line| !line.contains('\r')));
    assert_eq!(told.matches("\r\n").count(), 6);
    insta::assert_snapshot!(told.replace("\r\n", "\n"), @r#"
    tenant,groups,database,exit_code,standing,why,differences,unchanged_since,changes,waiting,score,findings,unknown_cells,all_cells,expiring,oldest_capture,page
    acme,,-,0,in-sync,-,0,-,-,-,-,-,-,-,,-,-
    contoso,gold north,200117,2,drifted,-,3,-,-,-,-,-,-,-,,-,tenants/contoso.html
    fabrikam,,-,3,could-not-look,"REST does not answer, ""timed out""",-,-,-,-,-,-,-,-,,-,-
    initech,,-,0,held,held until 2026-12-01,-,-,-,-,-,-,-,-,,-,-
    umbrella,,-,0,in-sync,-,0,-,-,-,-,-,-,-,2026-12-31 API user A,-,-
    "#);
}

#[test]
fn markdown_begins_with_its_marker() {
    insta::assert_snapshot!(markdown(&drift()), @r#"
    <!-- attune fleet drift -->
    ## attune: drift of 5 tenants

    **5 tenants: 2 in sync, 1 drifted, 1 could not be looked at, 1 held** At 1970-01-01T00:00:00Z.

    1 is in sync and not listed.

    | Tenant | Standing | Groups | Differences | Access that ends | Why |
    |---|---|---|---:|---|---|
    | fabrikam | :x: could not be looked at |  | - |  | REST does not answer, "timed out" |
    | contoso | :warning: drifted | gold, north | 3 |  | - |
    | initech | :warning: held |  | - |  | held until 2026-12-01 |
    | umbrella | in sync |  | 0 | 2026-12-31 API user A | - |
    "#);
}

#[test]
fn markdown_fits_into_a_comment_and_counts_the_rest() {
    let of = |number: usize| {
        let mut failed = tenant(&format!("tenant-{number}"), Standing::Failed);
        failed.why = Some("|".repeat(200));
        failed
    };
    let text = markdown(&fleet("plan", (1..=1_000).map(of).collect()));
    assert!(text.chars().count() <= 65_536);
    let rows = text.lines().filter(|line| line.contains(":x: failed"));
    let left = 1_000 - rows.count();
    let last = format!(
        "**{left} more parts are left out**, since a comment holds 65536 characters. `attune plan --all --format json` shows them."
    );
    assert_eq!(text.lines().last(), Some(last.as_str()));
}
