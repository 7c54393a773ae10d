//! Local terms: the words a tenant chose for the customer record and for the device record.

/// The terms that a tenant may choose for the customer record, one and many (`security.md` 8).
pub const ORG_TERMS: [(&str, &str); 7] = [
    ("Account", "Accounts"),
    ("Business Unit", "Business Units"),
    ("Client", "Clients"),
    ("Company", "Companies"),
    ("Customer", "Customers"),
    ("Organization", "Organizations"),
    ("Site", "Sites"),
];

/// The terms that a tenant may choose for the device record, one and many (`security_model.yaml`, `local_terms`).
pub const CI_TERMS: [(&str, &str); 5] = [
    ("Asset", "Assets"),
    ("Configuration Item", "Configuration Items"),
    ("Device", "Devices"),
    ("Installed Asset", "Installed Assets"),
    ("Installed Product", "Installed Products"),
];

/// The words that stand for `{org}`, `{orgs}`, `{ci}` and `{cis}` in the catalogue's labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// One customer record.
    pub org: &'static str,
    /// Many of them.
    pub orgs: &'static str,
    /// One device record.
    pub ci: &'static str,
    /// Many of them.
    pub cis: &'static str,
}

impl Default for Terms {
    /// The words of the official help.
    fn default() -> Self {
        Self {
            org: "Organization",
            orgs: "Organizations",
            ci: "Configuration Item",
            cis: "Configuration Items",
        }
    }
}

impl Terms {
    /// With another term for the customer record: one of [`ORG_TERMS`], named as for one; none for any other word.
    pub fn with_org(self, term: &str) -> Option<Self> {
        let (org, orgs) = ORG_TERMS.into_iter().find(|(one, _)| *one == term)?;
        Some(Self { org, orgs, ..self })
    }

    /// With another term for the device record: one of [`CI_TERMS`], named as for one; none for any other word.
    pub fn with_ci(self, term: &str) -> Option<Self> {
        let (ci, cis) = CI_TERMS.into_iter().find(|(one, _)| *one == term)?;
        Some(Self { ci, cis, ..self })
    }

    /// A label of the catalogue in these words.
    pub fn fill(&self, label: &str) -> String {
        label
            .replace("{orgs}", self.orgs)
            .replace("{org}", self.org)
            .replace("{cis}", self.cis)
            .replace("{ci}", self.ci)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_terms_are_among_the_options() {
        let terms = Terms::default();
        assert_eq!(terms.with_org("Organization"), Some(terms));
        assert_eq!(terms.with_ci("Configuration Item"), Some(terms));
    }

    #[test]
    fn a_term_that_no_tenant_can_choose_is_refused() {
        assert_eq!(Terms::default().with_org("Accounts"), None);
        assert_eq!(Terms::default().with_ci("Thing"), None);
    }

    #[test]
    fn a_label_is_filled_with_the_chosen_terms() {
        let terms = Terms::default()
            .with_org("Company")
            .and_then(|terms| terms.with_ci("Device"))
            .expect("both can be chosen");
        assert_eq!(
            terms.fill("{org}, {orgs}, {ci}, {cis}"),
            "Company, Companies, Device, Devices"
        );
    }
}
