//! Relokia: data migration, in the French words of its guide.

use attune_sim::{ConsoleOptions, Language, Rendering};
use reqwest::StatusCode;

use crate::hand::{Person, terms};
use crate::vendor::{PRIYA, Vendor};

const CATEGORY: &str = "Paramètres du client et utilisateurs";
const LEVEL: &str = "Niveau de sécurité";
const LEVELS: &str = "Niveaux de sécurité";
const SECTION: &str = "API de service Web";
const CLOSE: &str = "Enregistrer et fermer";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn relokia_on_plain_pages() {
    walk(Rendering::Classic).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn relokia_on_drawn_pages() {
    walk(Rendering::Mvc).await;
}

async fn walk(rendering: Rendering) {
    let options = ConsoleOptions {
        rendering,
        language: Language::Fr,
        terms: terms("Client"),
    };
    let mut person = Person::sign_in("relokia", options).await;
    make_level(&mut person).await;
    let vendor = make_api_user(&mut person).await;
    assert!(vendor.signs_in(&person.simulator).await);
    let (status, _) = vendor.note(&person.simulator, PRIYA).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);

    allow_impersonation(&mut person).await;
    let simulator = person.leave().await;
    let (status, note) = vendor.note(&simulator, PRIYA).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(note["creatorResourceID"], PRIYA);
}

async fn make_level(person: &mut Person) {
    open_levels(person).await;
    person
        .row_menu("Utilisateur API (système) (API uniquement)", "Copier")
        .await;
    person.arrive(LEVEL).await;
    person.fill("Name", "Relokia").await;
    person.click_in(SECTION, "Autorisation complète").await;
    person.click(SECTION).await;
    person.picture("api-level").await;
    person.click(CLOSE).await;
    person.arrive(LEVELS).await;
}

async fn make_api_user(person: &mut Person) -> Vendor {
    let list = "Ressources (Utilisateurs)";
    person.menu(list, list).await;
    person.point("Nouveau").await;
    person.click("Nouvel utilisateur API").await;
    person.arrive("Nouvel utilisateur API").await;
    person.fill("First Name", "Relokia").await;
    person.fill("Last Name", "Migration").await;
    person
        .fill("Email Address", "migration@contoso.example")
        .await;
    person.choose(LEVEL, "Relokia").await;
    let key = "relokia2026@contoso.example".to_owned();
    let secret = "not-a-real-secret-relokia".to_owned();
    person.fill("Nom d'utilisateur", &key).await;
    person.fill("Secret", &secret).await;
    person
        .choose("Fournisseur d'intégration", "Relokia - Data Migration")
        .await;
    person.picture("api-user").await;
    person.click(CLOSE).await;
    person.arrive(list).await;
    Vendor {
        key,
        secret,
        code: "SIMULATED00RELOKIA000000105",
    }
}

async fn allow_impersonation(person: &mut Person) {
    open_levels(person).await;
    person
        .right_click("Helpdesk Lead", "Modifier le niveau de sécurité")
        .await;
    person.arrive(LEVEL).await;
    person.click(SECTION).await;
    person
        .tick(
            "Autoriser l'usurpation des ressources avec ce niveau de sécurité",
            true,
        )
        .await;
    person.picture("people").await;
    person.click(CLOSE).await;
    person.arrive(LEVELS).await;
}

async fn open_levels(person: &mut Person) {
    person.menu(CATEGORY, CATEGORY).await;
    person.click("Ressources/Utilisateurs (RH)").await;
    person.picture("group").await;
    person.click(LEVELS).await;
    person.arrive(LEVELS).await;
}
