//! `extra`: what the page shows and the catalogue does not have.

use attune_model::{CellId, CellValue, Scope};

use super::cells::{API, whole};
use super::rules;

#[test]
fn values_of_each_type() {
    let cells = whole(&format!(
        "name: L, copyOf: {API}, extra: {{Service Desk: {{
            Can remove tags: true, \"Days, at most\": 30, Reach: My Territories, Mode: Read only,
            Change Requests: {{View: All, Add: false}}}}}}}}"
    ))
    .unwrap();
    let of = |row, column| CellId::extra("Service Desk", row, column);
    let mut wanted = [
        (of("Can remove tags", None), CellValue::Flag(true)),
        (of("Days, at most", None), CellValue::Number(30)),
        (of("Reach", None), CellValue::Scope(Scope::MyTerritories)),
        (of("Mode", None), CellValue::Word("Read only".to_owned())),
        (
            of("Change Requests", Some("View")),
            CellValue::Scope(Scope::All),
        ),
        (of("Change Requests", Some("Add")), CellValue::Flag(false)),
    ];
    wanted.sort();
    assert_eq!(cells.into_iter().collect::<Vec<_>>(), wanted);
}

#[test]
fn what_has_an_address_goes_there_whatever_the_tenant_calls_it() {
    let extra = |row: &str| {
        rules(&format!(
            "securityLevels: {{a: {{name: A, extra: {{CRM: {{{row}}}}}}}}}\n"
        ))
    };
    assert_eq!(extra("Customer & Cancelation: All"), ["extra-known 3:45"]);
    for term in ["Organizations", "Companies", "Clients"] {
        assert_eq!(
            extra(&format!("{term}: {{Add: true}}")),
            ["extra-known 3:55".replace("55", &(48 + term.len()).to_string())]
        );
    }
    assert_eq!(extra("Organization: {Add: true}").len(), 0);
}

#[test]
fn values_that_no_control_holds() {
    let extra = |value: &str| {
        rules(&format!(
            "securityLevels: {{a: {{name: A, extra: {{X: {{Y: {value}}}}}}}}}\n"
        ))
    };
    assert_eq!(extra("-1"), ["wrong-type 3:46"]);
    assert_eq!(extra("1.5"), ["wrong-type 3:46"]);
    assert_eq!(extra("4294967296"), ["wrong-type 3:46"]);
    assert_eq!(extra("[a]"), ["wrong-type 3:43"]);
    assert_eq!(extra("''"), ["text-shape 3:46"]);
    assert_eq!(extra("{Z: {W: true}}"), ["wrong-type 3:47"]);
}
