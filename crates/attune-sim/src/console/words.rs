//! The words on the pages: the tenant's term for its customers, and other languages.

use attune_model::Scope;
use attune_model::catalogue::Terms;

use super::options::Language;
use crate::tenant::Level;

/// Says labels in a language and with a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) language: Language,
    pub(super) terms: Terms,
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
        match self.language {
            Language::En => self.terms.fill(text),
            Language::Fr => {
                let (terms, of) = french(self.terms);
                terms.fill(&text.replace("{of org}", of))
            }
        }
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

/// The terms in French, where they are known or plain, and `of {org}`.
fn french(terms: Terms) -> (Terms, &'static str) {
    let (org, orgs, of) = match terms.org {
        "Account" => ("Compte", "Comptes", "du compte"),
        "Business Unit" => ("Unité", "Unités", "de l'unité"),
        "Client" | "Customer" => ("Client", "Clients", "du client"),
        "Company" => ("Entreprise", "Entreprises", "de l'entreprise"),
        "Organization" => ("Organisation", "Organisations", "de l'organisation"),
        other => (other, terms.orgs, "du site"),
    };
    (Terms { org, orgs, ..terms }, of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language, org: &str) -> Words {
        let terms = Terms::default().with_org(org).expect("a known term");
        Words { language, terms }
    }

    #[test]
    fn labels_follow_language_and_term() {
        let say = |language, org| words(language, org).say("{org} Settings & Users");
        assert_eq!(say(Language::En, "Company"), "Company Settings & Users");
        assert_eq!(
            say(Language::Fr, "Client"),
            "Paramètres du client et utilisateurs"
        );
        assert_eq!(
            say(Language::Fr, "Account"),
            "Paramètres du compte et utilisateurs"
        );
    }

    #[test]
    fn french_labels_are_sorted_and_once() {
        assert!(FRENCH.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn drop_downs_carry_the_term() {
        let words = words(Language::En, "Account");
        assert_eq!(words.scope(Scope::MineAndOrganizations), "Mine + Accounts");
    }
}
