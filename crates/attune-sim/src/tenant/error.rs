//! Why a fixture is no tenant.

use std::fmt;

/// Why a text describes no tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantError {
    /// Line and column, both counted from 1, where they are known.
    pub place: Option<(u64, u64)>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TenantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for TenantError {}

impl TenantError {
    /// An error about a value of the text.
    pub(super) fn at<T>(value: &serde_saphyr::Spanned<T>, message: impl Into<String>) -> Self {
        let place = value.referenced;
        Self {
            place: Some((place.line(), place.column())),
            message: message.into(),
        }
    }
}

impl From<serde_saphyr::Error> for TenantError {
    fn from(error: serde_saphyr::Error) -> Self {
        let place = error.location().map(|at| (at.line(), at.column()));
        let text = error.to_string();
        // The parser's own text ends with the place, which is kept apart here.
        let suffix = place.map(|(line, column)| format!(" at line {line}, column {column}"));
        let message = suffix
            .and_then(|suffix| text.strip_suffix(&suffix))
            .unwrap_or(&text);
        Self {
            place,
            message: message.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tenant::Tenant;

    const CONTOSO: &str = include_str!("../../tenants/contoso.yaml");

    /// The error after replacing a part of the embedded text.
    fn error(part: &str, by: &str) -> String {
        assert!(CONTOSO.contains(part), "{part}");
        let text = CONTOSO.replacen(part, by, 1);
        Tenant::from_yaml(&text)
            .expect_err("it is not sound")
            .to_string()
    }

    #[test]
    fn errors_name_line_and_column() {
        let cases = [
            (
                "userTypeWritable: false",
                "userTypeWritable: no",
                "line 20, column 21: invalid boolean (strict mode expects true/false)",
            ),
            (
                "level: Field Engineer",
                "level: Engineer",
                "line 259, column 12: no level before has this name",
            ),
            (
                "level: Field Engineer",
                "level: API User (system)",
                "line 259, column 12: API users, and only they, hold API-only levels",
            ),
            (
                "name: Field Engineer",
                "name: Helpdesk Lead",
                "line 183, column 11: a level before has this number or name",
            ),
            (
                "copyOf: Team Member (system)",
                "copyOf: Nobody",
                "line 184, column 13: no level before has this name",
            ),
            (
                "    copyOf: Team Member (system)\n",
                "",
                "line 183, column 11: this is no system level, so it needs `copyOf`",
            ),
            (
                "bootstrap: attune7kq2m9xw",
                "bootstrap: nobody",
                "line 15, column 12: no API user has this key",
            ),
            (
                "{vendor: Datto - Datto RMM}",
                "{vendor: Datto}",
                "line 291, column 24: no vendor has this label",
            ),
            (
                "key: dattormm3h8v5zc@contoso",
                "key: dattormm3h8v5zc@fabrikam",
                "line 289, column 10: a key ends in the primary domain, `contoso.example`",
            ),
            (
                "id: 29682898",
                "id: 29682897",
                "line 284, column 9: a resource before has this number",
            ),
        ];
        let cases = cases.into_iter().chain([
            (
                "entity: Tickets",
                "entity: Securitylevels",
                "line 308, column 5: there is no such entity",
            ),
            (
                "title: Planning",
                "headline: Planning",
                "line 343, column 7: Phases have no field `headline`",
            ),
            (
                "  Phases:",
                "  Securitylevels:",
                "line 343, column 7: there is no entity `Securitylevels`",
            ),
            (
                "{id: 651, ",
                "{",
                "line 343, column 7: a record needs an `id`",
            ),
        ]);
        for (part, by, expected) in cases {
            assert_eq!(error(part, by), expected);
        }
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        let words = error("zone: Simulator", "zones: Simulator");
        assert!(
            words.starts_with("line 8, column 1: unknown field `zones`, expected one of database"),
            "{words}"
        );
        assert!(words.ends_with("drafts"), "{words}");
    }
}
