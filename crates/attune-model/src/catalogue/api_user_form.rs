//! The form of an API user: its fields, in the order of the page.

use crate::catalogue::Status;

/// One field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its label.
    pub label: &'static str,
    /// What it is filled in with.
    pub control: Control,
    /// Whether the form cannot be saved without it.
    pub required: bool,
    /// What it holds on a new form.
    pub initial: Initial,
    /// The option of [`API_TRACKING_IDENTIFIER`] that shows it; none where it is always there.
    pub shown_for: Option<&'static str>,
    /// Whether it stays as it was first saved (one guide says so).
    pub fixed_once_saved: bool,
    /// How well it is established.
    pub status: Status,
    /// The pages it is known from.
    pub source: &'static str,
}

/// What a field is filled in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A text of at most so many characters, where a length is known: that of the API's entity `Resource`
    /// (`resource-fields-2021-02.tsv`), which the form may undercut.
    Text {
        /// The greatest length.
        max: Option<u32>,
    },
    /// A box.
    CheckBox,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One entry, or several, of a list that the tenant fills.
    Lookup,
    /// A text to be typed, or made by a button in this length.
    Generated {
        /// The button's label.
        button: &'static str,
        /// How many characters it makes: for a key, those before the `@`.
        length: u32,
        /// Whether the page never shows it again.
        write_only: bool,
    },
    /// A text of this length that Autotask makes and the page shows.
    Shown {
        /// How many characters it has.
        length: u32,
    },
}

/// What a field holds on a new form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Initial {
    /// Nothing.
    Empty,
    /// A tick.
    Ticked,
    /// No tick.
    NotTicked,
    /// What the tenant's default internal location says.
    OfInternalLocation,
    /// No source says.
    Unknown,
}

/// The choice between an integration vendor's identifier and one of one's own.
pub const API_TRACKING_IDENTIFIER: &str = "API Tracking Identifier";

const VENDOR: &str = "Integration Vendor";
const CUSTOM: &str = "Custom (Internal Integration)";

const HELP: &str = "help: API_User_Add_Edit.htm";
const TRACKING_HELP: &str = "help: API_Tracking_Identifier.htm";
const GUIDE: &str = "a vendor's guide";

/// The fields (`security_model.yaml`, `api_user_form`).
pub const FIELDS: &[FormField] = &[
    field("First Name", Control::Text { max: Some(50) }).required(),
    field("Middle Name", Control::Text { max: Some(50) }).attested(),
    field("Last Name", Control::Text { max: Some(50) }).required(),
    field("Email Address", Control::Text { max: Some(254) }).required(),
    field("Email Type", Control::Choice(&["Primary"]))
        .initially(Initial::Unknown)
        .attested(),
    field("Active", Control::CheckBox).initially(Initial::Ticked),
    // Autotask ticks it after failed logins; clearing it unlocks the user.
    field("Locked", Control::CheckBox).initially(Initial::NotTicked),
    // Active API-only levels, and the one held now even if it is inactive.
    field("Security Level", Control::Lookup).required(),
    field(
        "Date Format",
        Control::Choice(&[
            "MM/dd/yyyy",
            "MM-dd-yyyy",
            "MM.dd.yyyy",
            "dd/MM/yyyy",
            "dd-MM-yyyy",
            "dd.MM.yyyy",
            "yyyy/MM/dd",
            "yyyy-MM-dd",
            "yyyy.MM.dd",
        ]),
    )
    .initially(Initial::OfInternalLocation),
    field(
        "Time Format",
        Control::Choice(&["hh:mm a", "HH:mm", "h:mm a"]),
    )
    .initially(Initial::OfInternalLocation),
    field("Number Format", Control::Choice(&["X,XXX.XX", "X.XXX,XX"]))
        .initially(Initial::OfInternalLocation),
    field("Primary Internal Location", Control::Lookup)
        .initially(Initial::Unknown)
        .required(),
    // Shaped like an e-mail address and unique in the database, inactive users included.
    field(
        "Username (Key)",
        Control::Generated {
            button: "Generate Key",
            length: 15,
            write_only: false,
        },
    )
    .required(),
    // The tenant's password policy applies.
    field(
        "Password (Secret)",
        Control::Generated {
            button: "Generate Secret",
            length: 25,
            write_only: true,
        },
    )
    .required(),
    field(API_TRACKING_IDENTIFIER, Control::Choice(&[VENDOR, CUSTOM]))
        .initially(Initial::Unknown)
        .required()
        .fixed_once_saved()
        .from(TRACKING_HELP),
    // Entries are named `Vendor Organization Name - Integration Name`, inactive ones among them.
    field("Integration Vendor", Control::Lookup)
        .shown_for(VENDOR)
        .fixed_once_saved()
        .from(TRACKING_HELP),
    field("Internal Integration Name", Control::Text { max: None })
        .shown_for(CUSTOM)
        .inferred(),
    field("Tracking Identifier", Control::Shown { length: 27 })
        .shown_for(CUSTOM)
        .fixed_once_saved()
        .from(TRACKING_HELP),
    field("Associated", Control::Lookup).attested(),
    field(
        "Resource can view items with no assigned Line of Business",
        Control::CheckBox,
    )
    .initially(Initial::Unknown)
    .attested(),
];

const fn field(label: &'static str, control: Control) -> FormField {
    FormField {
        label,
        control,
        required: false,
        initial: Initial::Empty,
        shown_for: None,
        fixed_once_saved: false,
        status: Status::Confirmed,
        source: HELP,
    }
}

impl FormField {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn initially(mut self, initial: Initial) -> Self {
        self.initial = initial;
        self
    }

    const fn shown_for(mut self, option: &'static str) -> Self {
        self.shown_for = Some(option);
        self
    }

    const fn fixed_once_saved(mut self) -> Self {
        self.fixed_once_saved = true;
        self
    }

    const fn from(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    const fn attested(mut self) -> Self {
        self.status = Status::Attested;
        self.source = GUIDE;
        self
    }

    const fn inferred(mut self) -> Self {
        self.status = Status::Inferred;
        self.source = "deduced from vendors' guides";
        self
    }
}
