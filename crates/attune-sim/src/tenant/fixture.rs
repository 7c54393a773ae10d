//! The format of a tenant in YAML; `tenants/contoso.yaml` shows all of it with comments.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{LicenseType, ProtectedData};
use attune_model::{CellId, CellValue, Secret, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_saphyr::Spanned;
use serde_saphyr::options::MergeKeyPolicy;

use crate::console::ConsoleOptions;
use crate::tenant::permissions::Permissions;
use crate::tenant::{Behaviour, ExtraCell, Injection, Record, Slip, TenantError, UserDefined};

/// The whole text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Fixture {
    /// The database number.
    pub(super) database: i64,
    /// The zone's name.
    pub(super) zone: String,
    /// The primary domain: keys end in it.
    pub(super) domain: String,
    /// The time at the beginning, RFC 3339.
    pub(super) start: Timestamp,
    /// The key of the API user whose credentials the simulator hands out.
    pub(super) bootstrap: Spanned<String>,
    #[serde(default)]
    pub(super) behaviour: Behaviour,
    #[serde(default)]
    pub(super) console: ConsoleOptions,
    pub(super) locations: Vec<Named>,
    pub(super) vendors: Vec<FixtureVendor>,
    /// The lines of business.
    #[serde(default)]
    pub(super) lines_of_business: BTreeSet<String>,
    /// Cells of the level editor that the catalogue does not have.
    #[serde(default)]
    pub(super) extra_cells: Vec<Spanned<ExtraCell>>,
    pub(super) levels: Vec<FixtureLevel>,
    pub(super) people: Vec<FixturePerson>,
    pub(super) api_users: Vec<FixtureApiUser>,
    #[serde(default)]
    pub(super) companies: Vec<FixtureCompany>,
    #[serde(default)]
    pub(super) tickets: Vec<FixtureTicket>,
    /// User-defined fields of entities.
    #[serde(default)]
    pub(super) user_defined_fields: Vec<Spanned<UserDefined>>,
    /// Records of any entity, by the segment of its address.
    #[serde(default)]
    pub(super) records: BTreeMap<String, Vec<Spanned<Record>>>,
    /// Faults that wait for their requests.
    #[serde(default)]
    pub(super) faults: Vec<Injection>,
    /// What goes wrong at the admin pages.
    #[serde(default)]
    pub(super) slips: Vec<Slip>,
    /// What was saved on the page for protected data, by the resource's number.
    #[serde(default)]
    pub(super) protected_data: BTreeMap<i64, BTreeSet<ProtectedData>>,
    /// How many keys and secrets were generated.
    #[serde(default)]
    pub(super) drafts: u64,
}

/// An internal location.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    pub(super) id: i64,
    pub(super) name: String,
}

/// An integration vendor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FixtureVendor {
    pub(super) id: i64,
    pub(super) label: String,
    #[serde(deserialize_with = "secret")]
    pub(super) identifier: Secret,
}

/// A security level: a system level with licence and permissions, or a copy of one that stands before it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FixtureLevel {
    pub(super) id: i64,
    pub(super) name: Spanned<String>,
    pub(super) copy_of: Option<Spanned<String>>,
    pub(super) license: Option<LicenseType>,
    pub(super) permissions: Option<Permissions>,
    #[serde(default = "yes")]
    pub(super) active: bool,
    #[serde(default)]
    pub(super) cells: BTreeMap<CellId, CellValue>,
    /// Whether `Can login to Web Services API` was ever unticked; that of the base, unless given.
    pub(super) login_given_up: Option<bool>,
}

/// A person; the login is the local part of the e-mail address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FixturePerson {
    pub(super) id: Spanned<i64>,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) title: Option<String>,
    pub(super) email: String,
    pub(super) level: Spanned<String>,
    /// The level's, unless given.
    pub(super) license: Option<LicenseType>,
    #[serde(default = "yes")]
    pub(super) active: bool,
    /// Other fields of `Resources`.
    #[serde(default)]
    pub(super) fields: Record,
}

/// An API user with either an integration vendor or a custom tracking identifier.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FixtureApiUser {
    pub(super) id: Spanned<i64>,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) level: Spanned<String>,
    pub(super) key: Spanned<String>,
    #[serde(deserialize_with = "secret")]
    pub(super) secret: Secret,
    pub(super) tracking: FixtureTracking,
    #[serde(default = "yes")]
    pub(super) active: bool,
    /// `Locked`: it cannot sign in.
    #[serde(default)]
    pub(super) locked: bool,
    /// `Internal Integration Name`, of a custom identifier.
    #[serde(default)]
    pub(super) integration_name: String,
    /// The list `Associated` under `Line of Business`.
    #[serde(default)]
    pub(super) lines_of_business: BTreeSet<String>,
    /// `Resource can view items with no assigned Line of Business`.
    #[serde(default = "yes")]
    pub(super) sees_unassigned: bool,
    /// Other fields of `Resources`.
    #[serde(default)]
    pub(super) fields: Record,
}

/// An API user's tracking identifier.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum FixtureTracking {
    /// The label of a vendor.
    Vendor(Spanned<String>),
    /// An identifier of its own.
    #[serde(deserialize_with = "secret")]
    Custom(Secret),
}

/// A company; number 0 is the tenant's own.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FixtureCompany {
    pub(super) id: i64,
    pub(super) name: String,
    /// The picklist value of `companyType`.
    pub(super) r#type: i64,
    pub(super) phone: String,
    /// The number of the person who looks after it.
    pub(super) owner: i64,
}

/// A ticket, created by the person it is assigned to.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct FixtureTicket {
    pub(super) id: i64,
    pub(super) company: i64,
    pub(super) title: String,
    pub(super) status: i64,
    pub(super) priority: i64,
    pub(super) queue: i64,
    pub(super) assigned_to: i64,
}

/// Reads the text strictly: no anchors, no merge keys, booleans only as `true` and `false`.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, TenantError> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        strict_indentation: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        merge_keys: MergeKeyPolicy::Error,
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 32,
            max_nodes: 4_000_000,
            max_events: 8_000_000,
            max_total_scalar_bytes: 256 << 20,
            max_documents: 1,
        },
    };
    Ok(serde_saphyr::from_str_with_options(text, options)?)
}

fn yes() -> bool {
    true
}

fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Secret, D::Error> {
    String::deserialize(from).map(Secret::new)
}
