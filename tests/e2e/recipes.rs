//! `attune recipes`: what vendors ask for, and that a recipe is the plain manifest that it stands for.

use std::fs;

use attune_manifest::{Library, Recipe};
use serde_json::Value;

use crate::harness::{Place, Sim, root};

/// The recipes that come with attune, by the files they are.
fn names() -> Vec<String> {
    let files = fs::read_dir(root().join("manifests/recipes")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let names = files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A value for each parameter that is needed, or for all.
fn examples(recipe: &Recipe, all: bool) -> Vec<(String, &'static str)> {
    let parameters = recipe.parameters.iter();
    parameters
        .filter(|parameter| all || !parameter.optional)
        .map(|parameter| {
            let value = match (parameter.name.as_str(), parameter.kind.word()) {
                ("internal-location", _) => "Headquarters",
                ("security-level" | "copy-of", _) => "API User (system)",
                (_, "email") => "psa@contoso.example",
                (_, "number") => "10",
                (_, "flag") => "true",
                (_, "words") => "[Helpdesk Lead]",
                (_, "people") => "{emails: [\"*@contoso.example\"]}",
                (_, "place") => "secrets/file.json",
                (_, "date") => "2099-12-31",
                _ => "text",
            };
            (parameter.name.clone(), value)
        })
        .collect()
}

/// The arguments that render a recipe.
fn render(place: &Place, name: &str, handle: &str, with: &[(String, &str)]) -> String {
    let with: Vec<String> = with
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let mut arguments = vec![
        "recipes", "render", name, "--handle", handle, "--tenant", "contoso",
    ];
    arguments.extend(with.iter().flat_map(|with| ["--with", with]));
    place.attune_alone(&arguments).exits(0).stdout
}

#[test]
fn all_are_listed_in_order_and_ones_own_among_them() {
    let place = Place::empty();
    let listed = |place: &Place| -> Vec<String> {
        let text = place.attune_alone(&["recipes", "list"]).exits(0).stdout;
        text.lines()
            .map(|line| line.split(' ').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(listed(&place), names());
    let recipe = fs::read_to_string(root().join("manifests/recipes/timezest.yaml")).unwrap();
    let own = recipe.replace("name: timezest", "name: my-desk");
    assert_ne!(own, recipe);
    place.write("recipes/my-desk.yaml", &own);
    let mut all = names();
    all.push("my-desk".to_owned());
    all.sort();
    assert_eq!(listed(&place), all);

    let by_name = place
        .attune_alone(&["recipes", "show", "my-desk"])
        .exits(0)
        .stdout;
    let by_path = place
        .attune_alone(&["recipes", "show", "./recipes/my-desk.yaml"])
        .exits(0)
        .stdout;
    assert_eq!(by_name, by_path);
    let embedded = place
        .attune_alone(&["recipes", "show", "timezest"])
        .exits(0)
        .stdout;
    let embedded = embedded.replacen("timezest:", "my-desk:", 1);
    assert_eq!(
        by_name,
        embedded.replace("the level timezest", "the level my-desk")
    );
}

#[test]
fn a_recipe_shows_what_it_asks_for_and_leaves_open() {
    let place = Place::empty();
    let ran = place
        .attune_alone(&["recipes", "show", "deskdirector"])
        .exits(0);
    insta::assert_snapshot!(ran.stdout, @r#"
    deskdirector: DeskDirector Portal (incomplete)
    A customer portal; its tickets and notes can carry the names of the people who wrote them.

    Guide     https://help.deskdirector.com/article/tltfs99ggj-creating-an-integrator-resource-in-autotask
              https://help.deskdirector.com/article/t9kjzfu4mu-autotask-resource-impersonation
              https://github.com/DeskDirector/docs/blob/HEAD/docs/_contents/admin/home/autotask-alert.md
    Read      2026-11-21, evidence pictures, confidence medium

    Parameters
      email (email, needed): Address for notices about the integration.
      level-name (text, optional): Name of the level.
      users (people, optional): Technicians whom DeskDirector may act as.

    Rights of "DeskDirector API User", a copy of "API User (system)"
          why: Each integration gets a level of its own.
      none beyond what the copied level has

    API user
      DeskDirector Portal on the level deskdirector, DeskDirector - DeskDirector Portal

    With users
      integrations may act as the chosen people; who holds a system level is moved to a copy of it
          why: DeskDirector writes tickets and notes as the technician.

    Left open by the guide
      resource-impersonation: Web Services API, the table Resource Impersonation. The guide shows its boxes only as a picture. (fill securityLevels.<handle>.webServicesApi.resourceImpersonation)
      contact-impersonation: Web Services API, the table Contact Impersonation. A picture too; since Autotask 2020.3 tickets and notes of contacts show the API user without it. (fill securityLevels.<handle>.webServicesApi.contactImpersonation)

    Look out
      Impersonation must be on in both products or off in both. If only DeskDirector has it on, ticket updates fail with the error "undefined".

    By hand
      before: To reuse an API user that is there already, open its entry in the Integration Center and choose Edit API User.
      after: Set default field values on the entry "DeskDirector - DeskDirector Portal" of the Integration Center, if wanted.
      after: Store key and secret for the API resource in DeskDirector, in its admin portal.
    "#);
}

#[test]
fn a_name_that_is_not_there_is_refused_with_the_nearest() {
    let place = Place::empty();
    for command in ["show", "render"] {
        let ran = place
            .attune_alone(&["recipes", command, "deskdirecter"])
            .exits(1);
        assert_eq!(
            ran.stderr,
            "error: there is no recipe `deskdirecter`\nhint: Did you mean `deskdirector`?\n"
        );
        let ran = place
            .attune_alone(&["recipes", command, "./recipes/missing.yaml"])
            .exits(1);
        assert!(
            ran.stderr.contains("recipes/missing.yaml"),
            "{}",
            ran.stderr
        );
    }
    let ran = place
        .attune_alone(&["recipes", "render", "deskdirector"])
        .exits(1);
    assert!(
        ran.stderr
            .contains("`with` of `deskdirector` lacks `email`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn every_recipe_renders_to_a_manifest_that_is_valid_and_laid_out() {
    let place = Place::empty();
    let mut library = Library::new(place.folder.path());
    for name in names() {
        let recipe = library.recipe(&name).unwrap();
        for all in [false, true] {
            let text = render(&place, &name, "it", &examples(&recipe, all));
            place.write("attune.yaml", &text);
            let ran = place.attune_alone(&["validate"]);
            assert_eq!(ran.code, 0, "{name}, all {all}:\n{}\n{text}", ran.stderr);
            let ran = place.attune_alone(&["fmt", "--check"]);
            assert_eq!(ran.code, 0, "{name}, all {all}:\n{}\n{text}", ran.stderr);
        }
    }
}

#[test]
fn a_rendered_recipe_plans_to_what_the_integration_does() {
    const PLAN: [&str; 3] = ["plan", "--format", "json"];
    let sim = Sim::start();
    for name in [
        "tallman-tasky",
        "cloudradial-chat",
        "deskdirector",
        "office-protect",
        "relokia-data-migration",
    ] {
        let place = Place::empty();
        let recipe = Library::new(place.folder.path()).recipe(name).unwrap();
        for all in [false, true] {
            let with = examples(&recipe, all);
            place.write("attune.yaml", &render(&place, name, "it", &with));
            let rendered = place.attune(&sim, &PLAN);
            let lines: Vec<String> = with
                .iter()
                .map(|(name, value)| format!("      {name}: {value}\n"))
                .collect();
            let gaps: Vec<&str> = recipe.gaps.iter().map(|gap| gap.name.as_str()).collect();
            let text = format!(
                "attune: 1\ntenant: contoso\nintegrations:\n  it:\n    recipe: {name}\n    with:\n{}    leave: [{}]\n",
                lines.concat(),
                gaps.join(", ")
            );
            place.write("attune.yaml", &text);
            let integrated = place.attune(&sim, &PLAN);
            assert_eq!(rendered.code, integrated.code, "{name}");
            let (rendered, integrated) = (
                without_places(rendered.json()),
                without_places(integrated.json()),
            );
            assert!(
                rendered["steps"]
                    .as_array()
                    .is_some_and(|steps| steps.len() >= 2),
                "{rendered:#}"
            );
            assert_eq!(rendered, integrated, "{name}");
        }
    }
}

/// A plan without the lines of the manifest that it names.
fn without_places(mut plan: Value) -> Value {
    for problem in plan["problems"].as_array_mut().unwrap() {
        for key in ["line", "column", "file"] {
            problem[key] = Value::Null;
        }
    }
    plan
}

#[test]
fn a_guide_with_gaps_is_planned_once_each_is_filled_or_left() {
    let (sim, place) = (Sim::start(), Place::empty());
    let integration = "attune: 1\ntenant: contoso\nintegrations:\n  portal: {recipe: deskdirector, with: {email: psa@contoso.example}}\n";
    let plan = ["plan", "--detailed-exitcode"];
    place.write("attune.yaml", integration);
    let ran = place.attune(&sim, &plan).exits(1);
    insta::assert_snapshot!(ran.stderr, @"
    error[recipe-gap]: the guide of DeskDirector Portal leaves open: Web Services API, the table Contact Impersonation. A picture too; since Autotask 2020.3 tickets and notes of contacts show the API user without it.
     --> attune.yaml:4:20
      |
    4 |   portal: {recipe: deskdirector, with: {email: psa@contoso.example}}
      |                    ^^^^^^^^^^^^ gap `contact-impersonation`
      |
      = help: fill it at `securityLevels.portal.webServicesApi.contactImpersonation`, or write `leave: [contact-impersonation]` to leave that as it is copied

    error[recipe-gap]: the guide of DeskDirector Portal leaves open: Web Services API, the table Resource Impersonation. The guide shows its boxes only as a picture.
     --> attune.yaml:4:20
      |
    4 |   portal: {recipe: deskdirector, with: {email: psa@contoso.example}}
      |                    ^^^^^^^^^^^^ gap `resource-impersonation`
      |
      = help: fill it at `securityLevels.portal.webServicesApi.resourceImpersonation`, or write `leave: [resource-impersonation]` to leave that as it is copied
    error: the manifest is not valid: 2 errors
    ");
    assert_eq!(ran.stdout, "");
    let left = integration.replace("}}", "}, leave: [contact-impersonation]}");
    place.write("attune.yaml", &left);
    let ran = place.attune(&sim, &plan).exits(1);
    assert!(
        ran.stderr.contains("resource-impersonation"),
        "{}",
        ran.stderr
    );
    assert!(
        !ran.stderr.contains("contact-impersonation:"),
        "{}",
        ran.stderr
    );
    let filled = "securityLevels:\n  portal:\n    webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: [view]}}}\n";
    place.write("attune.yaml", &(left + filled));
    place.attune(&sim, &plan).exits(2);
}
