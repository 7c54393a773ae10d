//! The fields of `Companies` that this simulator knows.

use super::Kind::{Boolean, DateTime, Integer, Long};
use super::{FieldSpec, Picklist, field, text};

/// The fields.
pub(super) const FIELDS: &[FieldSpec] = &[
    field("id", Long).required().read_only(),
    field("apiVendorID", Integer)
        .read_only()
        .picks(Picklist::Vendors),
    text("companyName", 100).required(),
    text("companyNumber", 50),
    field("companyType", Integer)
        .required()
        .picks(Picklist::Fixed(&[
            ("1", "Customer"),
            ("2", "Lead"),
            ("3", "Prospect"),
            ("4", "Dead"),
            ("6", "Cancelation"),
            ("7", "Vendor"),
            ("8", "Partner"),
        ])),
    field("createDate", DateTime).read_only(),
    field("isActive", Boolean),
    field("ownerResourceID", Integer)
        .required()
        .refers_to("Resource"),
    text("phone", 25).required(),
];
