//! The words on the pages: the tenant's term for its customers, and other languages.

use attune_model::Scope;

use super::options::{Language, Term};
use crate::tenant::Level;

/// Says labels in a language and with a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) language: Language,
    pub(super) term: Term,
}

/// English labels and their French ones.
///
/// The French is that of Relokia's translated walkthrough (`security.md` 8): a translator's words, which no French
/// tenant has confirmed. `API de services Web`, its second wording of the section, is not used.
const FRENCH: &[(&str, &str)] = &[
    (" Security Level", " le niveau de sécurité"),
    ("(API-only)", "(API uniquement)"),
    ("API Tracking Identifier", "Identifiant de suivi de l'API"),
    ("API User (system)", "Utilisateur API (système)"),
    ("Admin Categories", "Catégories de l'administrateur"),
    (
        "Allow impersonation of resources with this security level",
        "Autoriser l'usurpation des ressources avec ce niveau de sécurité",
    ),
    ("Copy", "Copier"),
    ("Edit", "Modifier"),
    ("Frequently Used", "Fréquemment utilisé"),
    ("Full Permission", "Autorisation complète"),
    ("General", "Général"),
    ("Integration Vendor", "Fournisseur d'intégration"),
    ("New", "Nouveau"),
    ("New API User", "Nouvel utilisateur API"),
    ("Password (Secret)", "Secret"),
    ("Resource Impersonation", "Usurpation de ressources"),
    ("Resources (Users)", "Ressources (Utilisateurs)"),
    ("Resources/Users (HR)", "Ressources/Utilisateurs (RH)"),
    ("Save & Close", "Enregistrer et fermer"),
    ("Security", "Sécurité"),
    ("Security Level", "Niveau de sécurité"),
    ("Security Levels", "Niveaux de sécurité"),
    ("Username (Key)", "Nom d'utilisateur"),
    ("Web Services API", "API de service Web"),
    (
        "{org} Settings & Users",
        "Paramètres {of org} et utilisateurs",
    ),
];

impl Words {
    /// A label, in English with slots for the term, as the tenant's pages have it.
    pub(super) fn say(self, english: &str) -> String {
        let text = match self.language {
            Language::En => english,
            Language::Fr => FRENCH
                .iter()
                .find(|(known, _)| *known == english)
                .map_or(english, |(_, french)| *french),
        };
        let (one, many, of) = self.term.words(self.language);
        text.replace("{org}", one)
            .replace("{orgs}", many)
            .replace("{of org}", of)
    }

    /// A level's name as lists show it: system levels for API users carry a mark (`API_User_Add_Edit.htm`).
    pub(super) fn level(self, level: &Level) -> String {
        if !level.is_system() {
            return level.name.to_string();
        }
        let name = self.say(level.name.as_str());
        if level.api_only {
            format!("{name} {}", self.say("(API-only)"))
        } else {
            name
        }
    }

    /// The word of a drop-down.
    pub(super) fn scope(self, scope: Scope) -> String {
        self.say(&scope.label().replace("Organizations", "{orgs}"))
    }
}

impl Term {
    /// One, many, and `of one`, which English pages do not need.
    fn words(self, language: Language) -> (&'static str, &'static str, &'static str) {
        match (language, self) {
            (Language::En, Self::Account) => ("Account", "Accounts", ""),
            (Language::En, Self::BusinessUnit) => ("Business Unit", "Business Units", ""),
            (Language::En, Self::Client) => ("Client", "Clients", ""),
            (Language::En, Self::Company) => ("Company", "Companies", ""),
            (Language::En, Self::Customer) => ("Customer", "Customers", ""),
            (Language::En, Self::Organization) => ("Organization", "Organizations", ""),
            (Language::En, Self::Site) => ("Site", "Sites", ""),
            (Language::Fr, Self::Account) => ("Compte", "Comptes", "du compte"),
            (Language::Fr, Self::BusinessUnit) => ("Unité", "Unités", "de l'unité"),
            (Language::Fr, Self::Client | Self::Customer) => ("Client", "Clients", "du client"),
            (Language::Fr, Self::Company) => ("Entreprise", "Entreprises", "de l'entreprise"),
            (Language::Fr, Self::Organization) => {
                ("Organisation", "Organisations", "de l'organisation")
            }
            (Language::Fr, Self::Site) => ("Site", "Sites", "du site"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_language_and_term() {
        let say = |language, term| Words { language, term }.say("{org} Settings & Users");
        assert_eq!(say(Language::En, Term::Company), "Company Settings & Users");
        assert_eq!(
            say(Language::Fr, Term::Client),
            "Paramètres du client et utilisateurs"
        );
        assert_eq!(
            say(Language::Fr, Term::Account),
            "Paramètres du compte et utilisateurs"
        );
    }

    #[test]
    fn french_labels_are_sorted_and_once() {
        assert!(FRENCH.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn drop_downs_carry_the_term() {
        let words = Words {
            language: Language::En,
            term: Term::Account,
        };
        assert_eq!(words.scope(Scope::MineAndOrganizations), "Mine + Accounts");
    }
}
