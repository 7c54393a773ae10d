//! What cells may hold, and how that is written.

use attune_model::catalogue::CellKind;
use attune_model::{CellId, CellState, CellValue, Proof, Scope, Source, Timestamp};

/// How a value is written in a manifest and shown in a plan.
fn both(value: &CellValue) -> (String, String) {
    (value.as_written(), value.to_string())
}

#[test]
fn a_value_is_written_as_a_manifest_has_it_and_shown_in_words() {
    let pair = |written: &str, shown: &str| (written.to_owned(), shown.to_owned());
    assert_eq!(both(&CellValue::Flag(true)), pair("true", "on"));
    assert_eq!(both(&CellValue::Flag(false)), pair("false", "off"));
    assert_eq!(both(&CellValue::Number(10)), pair("10", "10"));
    assert_eq!(both(&CellValue::Scope(Scope::All)), pair("All", "All"));
    let word = CellValue::Word("Everything in sight".to_owned());
    assert_eq!(
        both(&word),
        pair("Everything in sight", "Everything in sight")
    );
}

#[test]
fn scopes_have_the_words_of_the_page_and_reach_further_one_after_the_other() {
    assert!(Scope::ALL.is_sorted());
    assert_eq!(
        Scope::ALL.map(Scope::label),
        [
            "None",
            "Mine",
            "Mine + Organizations",
            "My Territories",
            "Organizations",
            "Limited",
            "Full",
            "All",
        ]
    );
}

/// One of each kind.
const KINDS: [CellKind; 6] = [
    CellKind::CheckBox,
    CellKind::LimitBox,
    CellKind::YesNo,
    CellKind::Choice(&[Scope::None, Scope::All]),
    CellKind::Number { min: 5 },
    CellKind::SameAs("crm.objects.accounts.view"),
];

#[test]
fn a_kind_takes_what_fits_and_nothing_else() {
    let values = [
        CellValue::Flag(true),
        CellValue::Scope(Scope::All),
        CellValue::Scope(Scope::Mine),
        CellValue::Number(4),
        CellValue::Number(5),
        CellValue::Number(6),
        CellValue::Word("All".to_owned()),
    ];
    let lines = KINDS.map(|kind| {
        let taken = values.iter().filter(|value| kind.takes(value));
        let taken: Vec<String> = taken.map(CellValue::as_written).collect();
        format!("{kind:?}: {}", taken.join(", "))
    });
    insta::assert_snapshot!(lines.join("\n"), @r#"
    CheckBox: true
    LimitBox: true
    YesNo: true
    Choice([None, All]): All
    Number { min: 5 }: 5, 6
    SameAs("crm.objects.accounts.view"): 
    "#);
}

#[test]
fn the_widest_value_is_wider_than_the_narrowest() {
    for kind in KINDS {
        match (kind.nothing(), kind.full()) {
            (Some(nothing), Some(full)) => {
                assert!(kind.takes(&nothing) && kind.takes(&full), "{kind:?}");
                assert!(kind.widens(&nothing, &full), "{kind:?}");
                assert!(!kind.widens(&full, &nothing), "{kind:?}");
                assert!(!kind.widens(&full, &full), "{kind:?}");
            }
            (nothing, full) => {
                assert_eq!((nothing, full), (None, None), "{kind:?}");
                assert!(matches!(
                    kind,
                    CellKind::Number { min: _ } | CellKind::SameAs(_)
                ));
            }
        }
    }
}

#[test]
fn boxes_are_boxes_whatever_ticking_them_does() {
    let boxes = KINDS.map(CellKind::is_box);
    assert_eq!(boxes, [true, true, false, false, false, false]);
}

#[test]
fn a_cell_outside_the_catalogue_is_named_by_its_labels() {
    let whole = CellId::extra("Service Desk", "Change Requests", Some("View"));
    assert_eq!(
        whole.as_str(),
        "extra.Service Desk › Change Requests › View"
    );
    let labels = whole.labels().unwrap();
    assert_eq!(
        (labels.section, labels.row, labels.column),
        ("Service Desk", "Change Requests", Some("View"))
    );
    let row = CellId::extra("Service Desk", "Can remove tags", None);
    assert_eq!(row.labels().unwrap().column, None);
    assert_eq!(CellId::new("crm.objects.accounts.view").labels(), None);
    assert_eq!(CellId::new("extra.no row").labels(), None);
}

#[test]
fn what_is_unknown_has_no_value() {
    let known = CellState::Known {
        value: CellValue::Flag(true),
        source: Source::Ledger(Proof::Attested),
        at: Timestamp::UNIX_EPOCH,
    };
    assert_eq!(known.value(), Some(&CellValue::Flag(true)));
    assert_eq!(CellState::Unknown.value(), None);
}
