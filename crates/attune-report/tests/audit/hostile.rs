//! Names that are meant to do harm.

use attune_audit::{Audit, audit, compare_levels, compare_tenants};
use attune_model::{LevelId, LevelName, Reading, ResourceId};
use attune_report::audit::compare::{levels_markdown, levels_text, tenants_markdown, tenants_text};
use attune_report::audit::{markdown, text};
use attune_report::text::TextOptions;

use crate::world::{handle, level, now, observed};

const HOSTILE: &str = "</td>|`x`<img src=x onerror=alert(1)><!-- [a](javascript:b) @ops #1 **b** https://e.example\u{1b}[2J\u{202e}\nnew # line";

fn hostile() -> Audit {
    let mut observed = observed();
    let Reading::Read(levels) = &mut observed.levels else {
        panic!("levels are read");
    };
    levels.get_mut(&LevelId(52)).unwrap().name = LevelName::new(HOSTILE);
    let Reading::Read(resources) = &mut observed.resources else {
        panic!("resources are read");
    };
    for id in [1, 2, 90, 91] {
        let resource = resources.get_mut(&ResourceId(id)).unwrap();
        resource.first_name = HOSTILE.to_owned();
        resource.email = HOSTILE.to_owned();
    }
    observed.tenant.zone = HOSTILE.to_owned();
    audit(&handle("contoso"), &observed, now())
}

#[test]
fn a_terminal_shows_control_characters_and_fits() {
    let (a, b) = (level(HOSTILE, &[]), level("x", &[]));
    for width in [40, 60, 100] {
        let options = TextOptions {
            width,
            full: true,
            colour: false,
        };
        let texts = [
            text(&hostile(), &options),
            tenants_text(&compare_tenants(&hostile(), &hostile()), &options),
            levels_text(&compare_levels(&a, &b), &options),
        ];
        for line in texts.iter().flat_map(|text| text.lines()) {
            assert!(line.chars().count() <= width, "{width}: {line}");
            assert!(!line.chars().any(char::is_control), "{line:?}");
            assert!(!line.contains('\u{202e}'), "{line:?}");
        }
    }
}

#[test]
fn markdown_names_stay_names() {
    let (a, b) = (level(HOSTILE, &[]), level("x", &[]));
    let texts = [
        markdown(&hostile()),
        tenants_markdown(&compare_tenants(&hostile(), &hostile())),
        levels_markdown(&compare_levels(&a, &b)),
    ];
    for text in texts {
        for harm in [
            "<img", "</td>", "<!--", "@ops", " #1", "://", "\u{1b}", "\u{202e}", "\nnew", "|`",
        ] {
            assert!(!text.contains(harm), "{harm} in\n{text}");
        }
        assert!(text.contains("onerror"), "{text}");
    }
}

#[test]
fn markdown_fits_into_a_comment() {
    let mut observed = observed();
    let Reading::Read(levels) = &mut observed.levels else {
        panic!("levels are read");
    };
    for number in 100..900 {
        levels.insert(LevelId(number), level(&format!("Level {number}"), &[]));
    }
    let text = markdown(&audit(&handle("contoso"), &observed, now()));
    assert!(text.chars().count() <= 65_536);
    let last = text.lines().last().unwrap_or_default();
    assert!(
        last.ends_with("`--format text --full` shows them."),
        "{last}"
    );
}
