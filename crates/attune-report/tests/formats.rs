//! Hostile names in every format for people, and plans that are too long.
#![cfg(test)]

mod hostile;

use attune_model::{Plan, Risk, RiskKind, StepId};
use attune_report::text::TextOptions;
use attune_report::{html, markdown, text};

use crate::hostile::{HOSTILE, plan_of, report};

/// So many people.
fn people(count: usize) -> Vec<String> {
    (1..=count)
        .map(|number| format!("Person {number}"))
        .collect()
}

/// The bars of a line that are not escaped.
fn bars(line: &str) -> usize {
    line.replace("\\\\", "")
        .replace("\\|", "")
        .matches('|')
        .count()
}

#[test]
fn markdown_names_stay_names() {
    let plan = plan_of(&[HOSTILE.to_owned()]);
    let text = markdown::report(&report(&plan));
    let text = text.strip_prefix("<!-- attune plan contoso -->\n").unwrap();
    for harm in [
        "<img", "</td>", "<!--", "@ops", " #1", "://", "\u{1b}", "\u{202e}", "\nnew",
    ] {
        assert!(!text.contains(harm), "{harm} in\n{text}");
    }
    let name = "&lt;/td&gt;&lt;/details&gt;\\|\\`x\\`&lt;img src=x onerror=alert(1)&gt;&lt;!-- \\[a\\](javascript:b) \
                @&#8203;ops \\#&#8203;1 \\*\\*b\\*\\* https:\\//e.example\\\\u{1b}\\[2J\\\\u{202e}\\\\u{a}new \\#&#8203; line";
    assert!(text.contains(name), "{text}");
    let mut columns = 0;
    for line in text.lines().filter(|line| line.starts_with('|')) {
        if line.starts_with("|---") {
            columns = bars(line);
        } else if line.contains("img src") {
            assert_eq!(bars(line), columns, "{line}");
        }
    }
    assert!(columns > 0, "{text}");
    insta::assert_snapshot!(text.lines().last().unwrap_or_default(), @"The numbers are the order of execution. `?` stands for a value that nobody can see yet.");
}

#[test]
fn markdown_fits_into_a_comment() {
    let plan = plan_of(&people(5_000));
    let text = markdown::report(&report(&plan));
    assert!(text.chars().count() <= 65_536);
    assert!(
        text.contains("| | and 4800 more; `attune plan --full` shows all | |"),
        "{text}"
    );
    let long: Vec<String> = (0..300).map(|_| "|".repeat(10_000)).collect();
    let plan = plan_of(&long);
    let text = markdown::report(&report(&plan));
    assert!(text.chars().count() <= 65_536);
    assert!(text.contains("more characters"));
    let last = text.lines().last().unwrap_or_default();
    assert_eq!(
        last,
        "**3 more parts are left out**, since a comment holds 65536 characters. `attune plan --full` or `attune plan \
         --report html=plan.html` shows them."
    );
}

#[test]
fn html_names_are_text() {
    let plan = plan_of(&[HOSTILE.to_owned(), "x".repeat(10_000)]);
    let page = html::report(&report(&plan));
    for harm in ["<img", "</td></details>", "<!--", "\u{1b}", "\u{202e}"] {
        assert!(!page.contains(harm), "{harm}");
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.contains("... (9700 more characters)"));
}

#[test]
fn text_folds_long_lists_until_all_is_wanted() {
    let plan = plan_of(&people(47));
    let folded = text::plan(&plan, &TextOptions::default());
    assert!(
        folded.contains("       and 37 more; --full shows all\n"),
        "{folded}"
    );
    assert!(!folded.contains("Person 11"));
    let options = TextOptions {
        full: true,
        ..TextOptions::default()
    };
    let full = text::plan(&plan, &options);
    assert!(
        full.contains(" 48. ~ move Person 47 <47@contoso.example>\n"),
        "{full}"
    );
    assert!(!full.contains("--full"));
}

#[test]
fn text_fits_the_terminal_whatever_the_names() {
    let plan = plan_of(&[
        HOSTILE.to_owned(),
        "x".repeat(10_000),
        "Zo\u{eb}".to_owned(),
    ]);
    for width in [40, 60, 100] {
        let options = TextOptions {
            width,
            full: true,
            colour: false,
        };
        for line in text::plan(&plan, &options).lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
    }
}

#[test]
fn what_needs_allow_is_read_first_but_never_before_what_it_needs() {
    let mut plan = plan_of(&people(1));
    let mut risky = plan.steps[0].clone();
    risky.id = StepId("risky".to_owned());
    risky.risks = vec![Risk {
        kind: RiskKind::OneWay,
        what: "for ever".to_owned(),
    }];
    plan.steps.push(risky);
    let order = |plan: &Plan| -> Vec<String> {
        text::plan(plan, &TextOptions::default())
            .lines()
            .filter(|line| line.contains(". ~ "))
            .map(|line| line.chars().take(10).collect())
            .collect()
    };
    assert_eq!(order(&plan), ["  3. ~ edi", "  1. ~ edi", "  2. ~ mov"]);
    plan.steps[2].needs = [plan.steps[0].id.clone()].into();
    assert_eq!(order(&plan), ["  1. ~ edi", "  3. ~ edi", "  2. ~ mov"]);
}
