//! Names that are meant to do harm.

use attune_report::fleet::{
    ExpiryV1, FleetDocument, Standing, csv, html, markdown, tenant_page, text,
};
use attune_report::text::TextOptions;

use crate::world::{fleet, tenant};

const HOSTILE: &str = "</td></details>|`x`<img src=x onerror=alert(1)><!-- [a](javascript:b) @ops #1 **b** https://e.example\u{1b}[2J\u{202e}\nnew # line";

/// Everything that somebody else may have chosen.
pub(crate) fn hostile() -> FleetDocument {
    let mut one = tenant(HOSTILE, Standing::Failed);
    let text = Some(format!("=cmd|' /C calc'!A0 {HOSTILE}"));
    one.groups = vec![HOSTILE.to_owned()];
    one.why.clone_from(&text);
    one.unchanged_since.clone_from(&text);
    one.oldest_capture.clone_from(&text);
    one.page = Some("javascript:alert(1)".to_owned());
    one.expiring = vec![ExpiryV1 {
        what: HOSTILE.to_owned(),
        on: HOSTILE.to_owned(),
    }];
    let mut fleet = fleet(HOSTILE, vec![one]);
    fleet.at = HOSTILE.to_owned();
    fleet
}

#[test]
fn a_terminal_shows_control_characters() {
    let text = text(&hostile(), &TextOptions::default());
    assert!(text.contains("onerror"));
    for line in text.lines() {
        assert!(!line.chars().any(char::is_control), "{line:?}");
        assert!(!line.contains('\u{202e}'), "{line:?}");
    }
    assert_eq!(text.lines().count(), 4, "{text}");
}

#[test]
fn markdown_names_stay_names() {
    let text = markdown(&hostile());
    let (marker, rest) = text.split_once('\n').unwrap();
    assert!(
        marker.starts_with("<!-- attune fleet tddetailsx"),
        "{marker}"
    );
    assert_eq!(marker.matches("-->").count(), 1, "{marker}");
    for harm in [
        "<img", "</td>", "<!--", "-->", "@ops", " #1", "://", "\u{1b}", "\u{202e}", "\nnew",
    ] {
        assert!(!rest.contains(harm), "{harm} in\n{rest}");
    }
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let table: Vec<usize> = rest
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(bars)
        .collect();
    assert_eq!(table, [table[0]; 3], "{rest}");
}

#[test]
fn pages_show_names_as_text_and_follow_no_foreign_link() {
    let fleet = hostile();
    let own = tenant_page(&fleet.tenants[0], HOSTILE);
    for page in [html(&fleet), own] {
        for harm in [
            "<img",
            "</td></details>",
            "<!--",
            "\u{1b}",
            "\u{202e}",
            "<a ",
        ] {
            assert!(!page.contains(harm), "{harm} in\n{page}");
        }
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    }
}

#[test]
fn a_spreadsheet_finds_no_formula() {
    let told = csv(&hostile());
    assert_eq!(told.matches("\r\n").count(), 2);
    assert_eq!(
        told.replace("\r\n", "").matches(char::is_control).count(),
        0
    );
    assert!(told.contains(",\"'=cmd|' /C calc'!A0 ") || told.contains(",'=cmd|' /C calc'!A0 "));
}
