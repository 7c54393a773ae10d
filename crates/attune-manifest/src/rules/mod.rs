//! The rules of a manifest: one a file, each with a stable id.

pub(crate) mod accept_place;
pub(crate) mod accept_rule;
pub(crate) mod api_only_kind;
pub(crate) mod api_user_level;
pub(crate) mod base_cannot_give;
pub(crate) mod baseline_tenant;
pub(crate) mod boolean_word;
pub(crate) mod can_login_true;
pub(crate) mod cell_follows;
pub(crate) mod cell_presence;
pub(crate) mod cell_requires;
pub(crate) mod cell_value;
pub(crate) mod check_credentials;
pub(crate) mod check_unknown_user;
pub(crate) mod copy_cycle;
pub(crate) mod credentials_age;
pub(crate) mod credentials_command;
pub(crate) mod credentials_recipient;
pub(crate) mod credentials_shared;
pub(crate) mod drop_nothing;
pub(crate) mod duplicate_key;
pub(crate) mod duplicate_level_name;
pub(crate) mod email_shape;
pub(crate) mod emails_empty;
pub(crate) mod empty_manifest;
pub(crate) mod encoding;
pub(crate) mod expiry_date;
pub(crate) mod extends_cycle;
pub(crate) mod extends_unreadable;
pub(crate) mod extra_known;
pub(crate) mod extra_label;
pub(crate) mod format_version;
pub(crate) mod glob_invalid;
pub(crate) mod handle_shape;
pub(crate) mod key_shape;
pub(crate) mod kind_unknown;
pub(crate) mod literal_secret;
pub(crate) mod lock_nothing;
pub(crate) mod locked;
pub(crate) mod missing_key;
pub(crate) mod no_aliases;
pub(crate) mod no_tags;
pub(crate) mod one_of_two;
pub(crate) mod one_tenant;
pub(crate) mod people_level;
pub(crate) mod plain_keys;
pub(crate) mod policy_word;
pub(crate) mod recipe_gap;
pub(crate) mod recipe_name;
pub(crate) mod recipe_placeholder;
pub(crate) mod recipe_unknown;
pub(crate) mod reference_shape;
pub(crate) mod rotation_days;
pub(crate) mod selector_empty;
pub(crate) mod syntax;
pub(crate) mod system_mark;
pub(crate) mod text_length;
pub(crate) mod text_shape;
pub(crate) mod too_large;
pub(crate) mod unknown_cell;
pub(crate) mod unknown_key;
pub(crate) mod unknown_word;
pub(crate) mod wrong_type;

/// The name that the top of a recipe has in messages; that of a manifest is empty.
pub(crate) const RECIPE: &str = "the recipe";

/// The name that the top of a workspace has in messages.
pub(crate) const WORKSPACE: &str = "the workspace";

/// A block of this name, in a sentence.
fn block(name: &str) -> String {
    match name {
        "" => "the manifest".to_owned(),
        RECIPE | WORKSPACE => name.to_owned(),
        name => format!("`{name}`"),
    }
}

/// A rule of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable id, as in diagnostics.
    pub id: &'static str,
    /// What it demands, without a full stop.
    pub summary: &'static str,
}

/// All rules, by id.
pub fn rules() -> &'static [Rule] {
    const RULES: &[Rule] = &[
        accept_place::RULE,
        accept_rule::RULE,
        crate::lint::admin_impersonation::RULE,
        api_only_kind::RULE,
        api_user_level::RULE,
        base_cannot_give::RULE,
        baseline_tenant::RULE,
        crate::lint::beyond_recipe::RULE,
        boolean_word::RULE,
        can_login_true::RULE,
        cell_follows::RULE,
        cell_presence::RULE,
        cell_requires::RULE,
        cell_value::RULE,
        check_credentials::RULE,
        check_unknown_user::RULE,
        copy_cycle::RULE,
        credentials_age::RULE,
        credentials_command::RULE,
        credentials_recipient::RULE,
        credentials_shared::RULE,
        drop_nothing::RULE,
        duplicate_key::RULE,
        duplicate_level_name::RULE,
        email_shape::RULE,
        emails_empty::RULE,
        empty_manifest::RULE,
        encoding::RULE,
        expiry_date::RULE,
        extends_cycle::RULE,
        extends_unreadable::RULE,
        extra_known::RULE,
        extra_label::RULE,
        format_version::RULE,
        crate::lint::full_permission::RULE,
        glob_invalid::RULE,
        handle_shape::RULE,
        key_shape::RULE,
        kind_unknown::RULE,
        literal_secret::RULE,
        lock_nothing::RULE,
        locked::RULE,
        missing_key::RULE,
        no_aliases::RULE,
        no_tags::RULE,
        one_of_two::RULE,
        one_tenant::RULE,
        people_level::RULE,
        plain_keys::RULE,
        policy_word::RULE,
        recipe_gap::RULE,
        recipe_name::RULE,
        recipe_placeholder::RULE,
        recipe_unknown::RULE,
        reference_shape::RULE,
        rotation_days::RULE,
        selector_empty::RULE,
        crate::lint::shared_level::RULE,
        syntax::RULE,
        crate::lint::system_level_user::RULE,
        system_mark::RULE,
        text_length::RULE,
        text_shape::RULE,
        too_large::RULE,
        unknown_cell::RULE,
        unknown_key::RULE,
        unknown_word::RULE,
        wrong_type::RULE,
    ];
    RULES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sorted_unique_and_kebab_case() {
        for pair in rules().windows(2) {
            let [one, next] = pair else { unreachable!() };
            assert!(one.id < next.id, "{} before {}", one.id, next.id);
        }
        for rule in rules() {
            assert!(
                rule.id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            );
            assert!(!rule.summary.is_empty());
        }
    }
}
