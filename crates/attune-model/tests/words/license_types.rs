//! Licence types are numbers in REST and words for people.

use attune_model::catalogue::LicenseType;

#[test]
fn the_known_ones_are_the_numbers_from_one_to_nine() {
    let lines = LicenseType::KNOWN.map(|license| format!("{} {license}", license.number()));
    insta::assert_snapshot!(lines.join("\n"), @r"
    1 Administrator
    2 Executive
    3 Professional
    4 Team Member
    5 Time & Attendance Only
    6 Dashboard User
    7 API User
    8 Contractor
    9 Co-Managed Help Desk
    ");
}

#[test]
fn every_number_is_read_back_as_it_was_also_an_unknown_one() {
    for number in [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 4711] {
        let license = LicenseType::from(number);
        let is_known = LicenseType::KNOWN.contains(&license);
        assert_eq!(is_known, (1..=9).contains(&number));
        assert_eq!(i64::from(license), number);
        let json = serde_json::to_string(&license).unwrap();
        assert_eq!(json, number.to_string());
        assert_eq!(serde_json::from_str::<LicenseType>(&json).unwrap(), license);
    }
    assert_eq!(LicenseType::from(10).to_string(), "(unknown)");
}
