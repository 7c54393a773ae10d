//! The fields of `Resources`: 36, with the flags that `rest.md` 1.2 gives.

use super::Kind::{Boolean, DateTime, Double, Integer, Long};
use super::{FieldSpec, Picklist, field, text};

/// The fields. `payrollIdentifier` is known by name only: its length and flags are guessed.
pub(super) const FIELDS: &[FieldSpec] = &[
    field("id", Long).required().read_only(),
    text("accountingReferenceID", 100),
    text("dateFormat", 20).read_only().picks(DATE_FORMATS),
    field("defaultServiceDeskRoleID", Long)
        .refers_to("Role")
        .not_queryable(),
    text("email", 254).required(),
    text("email2", 254),
    text("email3", 254),
    text("emailTypeCode", 20).required().picks(EMAIL_TYPES),
    text("emailTypeCode2", 20).picks(EMAIL_TYPES),
    text("emailTypeCode3", 20).picks(EMAIL_TYPES),
    text("firstName", 50).required(),
    text("gender", 1).picks(Picklist::Fixed(&[("F", "Female"), ("M", "Male")])),
    field("greeting", Integer).picks(Picklist::Fixed(&[
        ("1", "Mr."),
        ("2", "Mrs."),
        ("3", "Ms."),
    ])),
    field("hireDate", DateTime).required().read_only(),
    text("homePhone", 25),
    text("initials", 32),
    field("internalCost", Double).read_only(),
    field("isActive", Boolean).required(),
    text("lastName", 50).required(),
    field("licenseType", Integer)
        .required()
        .read_only()
        .picks(Picklist::Licenses),
    field("locationID", Integer)
        .required()
        .read_only()
        .picks(Picklist::Locations),
    text("middleName", 50),
    text("mobilePhone", 25),
    text("numberFormat", 20).required().picks(NUMBER_FORMATS),
    text("officeExtension", 10),
    text("officePhone", 25),
    text("payrollIdentifier", 32),
    field("payrollType", Integer)
        .required()
        .picks(Picklist::Fixed(&[
            ("1", "Salary"),
            ("2", "Hourly"),
            ("3", "Contractor"),
            ("4", "Salary Non Exempt"),
        ])),
    text("resourceType", 15).required().picks(Picklist::Fixed(&[
        ("Employee", "Employee"),
        ("Contractor", "Contractor"),
    ])),
    field("suffix", Integer).picks(Picklist::Fixed(&[("1", "Jr."), ("2", "Sr.")])),
    field("surveyResourceRating", Double).read_only(),
    text("timeFormat", 20).read_only().picks(TIME_FORMATS),
    text("title", 50),
    text("travelAvailabilityPct", 15).picks(Picklist::Fixed(&[
        ("0%", "0%"),
        ("up to 25%", "up to 25%"),
        ("up to 50%", "up to 50%"),
    ])),
    text("userName", 32).required(),
    field("userType", Integer)
        .required()
        .read_only()
        .picks(Picklist::Levels),
];

const DATE_FORMATS: Picklist = Picklist::Fixed(&[
    ("MM/dd/yyyy", "MM/dd/yyyy"),
    ("dd/MM/yyyy", "dd/MM/yyyy"),
    ("yyyy-MM-dd", "yyyy-MM-dd"),
]);

const TIME_FORMATS: Picklist = Picklist::Fixed(&[
    ("hh:mm a", "hh:mm a"),
    ("HH:mm", "HH:mm"),
    ("h:mm a", "h:mm a"),
]);

const NUMBER_FORMATS: Picklist =
    Picklist::Fixed(&[("X,XXX.XX", "X,XXX.XX"), ("X.XXX,XX", "X.XXX,XX")]);

const EMAIL_TYPES: Picklist = Picklist::Fixed(&[
    ("PRIMARY", "Primary"),
    ("SECONDARY", "Secondary"),
    ("MOBILE", "Mobile"),
    ("PAGER", "Pager"),
    ("SMS", "SMS"),
]);
