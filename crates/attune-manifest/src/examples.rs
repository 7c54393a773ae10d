//! Examples for help texts.

/// Keys and what could stand behind them.
const EXAMPLES: &[(&str, &str)] = &[
    ("attune", "1"),
    ("tenant", "contoso"),
    ("name", "API User (with Impersonation)"),
    ("copyOf", "API User (system)"),
    ("allow", "true"),
    ("levelsHeldBy", "{emails: [\"*@contoso.example\"]}"),
    ("emails", "[\"*@contoso.example\"]"),
    ("levels", "[Helpdesk]"),
    ("licenseTypes", "[Professional]"),
    ("who", "{emails: [\"*@contoso.example\"]}"),
    ("recipe", "tallman-tasky"),
    ("at", "securityLevels.tasky-api.webServicesApi.canLogin"),
    ("reason", "needed until the migration is over"),
    ("owner", "tess.turner@contoso.example"),
    ("expires", "2026-12-31"),
    ("firstName", "Tasky"),
    ("lastName", "Integration"),
    ("email", "psa@contoso.example"),
    ("securityLevel", "tasky-api"),
    ("integrationVendor", "Tallman.io - Tasky"),
    ("credentials", "{to: {file: secrets/tasky.json}}"),
    ("to", "{file: secrets/tasky.json}"),
    ("file", "secrets/tasky.json"),
    (
        "store",
        "[vault, kv, put, \"kv/{tenant}/{apiUser}\", \"-\"]",
    ),
    ("service", "attune"),
    ("apiUser", "tasky"),
    ("actsAs", "tess.turner@contoso.example"),
    ("ticket", "{companyID: 0, status: 1, priority: 2}"),
    ("companyID", "0"),
    ("status", "1"),
    ("priority", "2"),
];

/// What could stand behind a key.
pub(crate) fn example(key: &str) -> Option<&'static str> {
    EXAMPLES
        .iter()
        .find_map(|(known, value)| (*known == key).then_some(*value))
}
