//! `attune init`: a first manifest.

use crate::harness::Place;

/// That a manifest validates and is laid out.
fn fine(place: &Place, name: &str) {
    place.attune_alone(&["validate", "-f", name]).exits(0);
    assert_eq!(
        place
            .attune_alone(&["fmt", "--check", name])
            .exits(0)
            .stdout,
        ""
    );
}

#[test]
fn a_first_manifest_validates_and_is_laid_out() {
    let place = Place::empty();
    let ran = place
        .attune_alone(&["init", "--tenant", "contoso"])
        .exits(0);
    assert_eq!(ran.stdout, "attune.yaml is written and valid.\n");
    insta::assert_snapshot!(place.read("attune.yaml"), @r##"
    # attune plan shows what would change; attune validate checks this file.
    attune: 1
    tenant: contoso

    # References only: attune never reads a secret from a manifest.
    connection:
      userName: {env: AUTOTASK_USERNAME}
      secret: {env: AUTOTASK_SECRET}
      integrationCode: {env: AUTOTASK_INTEGRATION_CODE}

    # Vendors' guides are recipes: attune recipes list
    # integrations:
    #   tasky:
    #     recipe: tallman-tasky
    #     with: {email: psa@example.com, users: {emails: ["*@example.com"]}}
    "##);
    fine(&place, "attune.yaml");
    // The block in its comments is one that works.
    let text = place.read("attune.yaml");
    let (head, block) = text.split_once("# integrations:\n").unwrap();
    let block = block.replace("# ", "");
    place.write("attune.yaml", &format!("{head}integrations:\n{block}"));
    let ran = place.attune_alone(&["validate"]).exits(0);
    assert_eq!(
        ran.stdout,
        "attune.yaml is valid: tenant contoso, 1 security level, 1 impersonation rule, 1 API user.\n"
    );
}

#[test]
fn integrations_are_written_with_what_their_guides_leave_open() {
    let place = Place::empty();
    let arguments = [
        "init",
        "-f",
        "tenants/contoso.yaml",
        "--tenant",
        "contoso",
        "--recipe",
        "tallman-tasky",
        "--recipe",
        "office-protect",
        "--with",
        "email=psa@contoso.example",
        "--with",
        "users={emails: [\"*@contoso.example\"]}",
    ];
    place.attune_alone(&arguments).exits(0);
    let text = place.read("tenants/contoso.yaml");
    insta::assert_snapshot!(text.split_once("\n\nintegrations:").unwrap().1, @r##"

      tallman-tasky:
        recipe: tallman-tasky
        with:
          email: psa@contoso.example
          users: {emails: ["*@contoso.example"]}
      office-protect:
        recipe: office-protect
        with:
          email: psa@contoso.example
        # The guide leaves this open; what is left stays as the copied level has it:
        # crm-objects: CRM, the table of objects. The guide writes "objects" and names neither rows nor values.
        leave: [crm-objects]
    "##);
    fine(&place, "tenants/contoso.yaml");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let place = Place::with("attune.yaml", "mine\n");
    let ran = place
        .attune_alone(&["init", "--tenant", "contoso"])
        .exits(64);
    assert_eq!(
        ran.stderr,
        "error: attune.yaml is there already\n\
         hint: Name another with --file, or remove it first; nothing was changed.\n"
    );
    assert_eq!(place.read("attune.yaml"), "mine\n");
}

#[test]
fn what_is_missing_or_misspelt_is_said_and_nothing_is_written() {
    let place = Place::empty();
    let tasky = ["--tenant", "contoso", "--recipe", "tallman-tasky"];
    let cases: [(&[&str], i32, &str); 6] = [
        (
            &[],
            64,
            "error: the tenant has no name\nhint: Name it: attune init --tenant contoso\n",
        ),
        (
            &["--tenant", "Contoso Ltd"],
            64,
            "error: \"Contoso Ltd\" is no name for a tenant: a handle has lower-case letters, digits and hyphens, and starts with a letter or digit\n\
             hint: Choose another: attune init --tenant contoso\n",
        ),
        (
            &["--tenant", "contoso", "--recipe", "talman-tasky"],
            1,
            "error: there is no recipe `talman-tasky`\nhint: Did you mean `tallman-tasky`?\n",
        ),
        (
            &[&tasky[..], &["--with", "email"]].concat(),
            64,
            "error: --with email has no value\nhint: Write a name and a value: --with email=psa@contoso.example\n",
        ),
        (
            &[&tasky[..], &["--with", "emial=psa@contoso.example"]].concat(),
            64,
            "error: none of the chosen recipes has a parameter `emial`\nhint: Did you mean `email`?\n",
        ),
        // Nobody is there to ask for the people.
        (
            &[&tasky[..], &["--with", "email=psa@contoso.example"]].concat(),
            1,
            "`with` of `tallman-tasky` lacks `users`",
        ),
    ];
    for (arguments, code, said) in cases {
        let arguments = [&["init"], arguments].concat();
        let ran = place.attune_alone(&arguments).exits(code);
        assert!(ran.stderr.contains(said), "no {said:?} in:\n{}", ran.stderr);
        assert!(
            place.names().is_empty(),
            "{arguments:?} left {:?}",
            place.names()
        );
    }
}
