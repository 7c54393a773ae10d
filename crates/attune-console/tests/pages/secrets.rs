//! What the script never takes.

use attune_console::extract::{Extract, FUNCTION, snippet};

use crate::administrator::{Administrator, locators};

/// The script that an operator pastes.
fn pasted() -> String {
    snippet(&[locators("en"), locators("fr")])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_in_an_extract() {
    let ada = Administrator::sign_in().await;
    for look in [
        "rendering=classic&language=en",
        "rendering=classic&language=fr",
        "rendering=mvc&language=en",
        "rendering=mvc&language=fr",
    ] {
        for page in ["NewApiUser?page=1", "EditApiUser?resourceId=29682898"] {
            ada.open(&format!(
                "Mvc/AdministrationSetup/ApiUser.mvc/{page}&{look}"
            ))
            .await;
            // Typed into every field whose label says that it is secret, and into others that nobody sees.
            let typed = ada
                .run(
                    "const secret = /Secret|Tracking Identifier/;
                     const fields = [...document.querySelectorAll('input')].filter((it) => secret.test(it.getAttribute('aria-label')));
                     fields.forEach((it) => { it.value = 'hunter2-typed'; });
                     for (const attribute of ['type=password', 'type=hidden', 'autocomplete=one-time-code', 'autocomplete=new-password']) {
                       const field = document.createElement('input');
                       field.setAttribute(...attribute.split('='));
                       field.setAttribute('aria-label', 'Plain');
                       field.value = 'hunter2-added';
                       document.forms[document.forms.length - 1].append(field);
                     }
                     document.cookie = 'sign=hunter2-cookie';
                     window.dataLayer = ['hunter2-layer'];
                     document.body.append(Object.assign(document.createElement('script'), { type: 'text/plain', textContent: 'hunter2-script' }));
                     history.replaceState(null, '', location.search + '&token=hunter2-address&otherId=hunter2');
                     return fields.length;",
                )
                .await;
            assert!(typed.as_u64().unwrap() > 0, "{page} {look}");
            let text = ada.text().await;
            assert!(!text.contains("hunter2"), "{page} {look}: {text}");
            let extract = Extract::parse(&text).unwrap();
            assert!(extract.controls.len() > 10);
            assert!(!text.contains("SIMULATED"), "an identifier: {text}");
        }
    }
    ada.leave().await;
}

/// A table with headings shows words as values: those of a row that is called a secret stay on the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_taken_from_a_table() {
    let ada = Administrator::sign_in().await;
    ada.open("Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser?resourceId=29682898&rendering=classic&language=en")
        .await;
    ada.run(
        "const table = document.createElement('table');
         table.innerHTML = `<tr><th>Field</th><th>Value</th><th>Shown</th></tr>
           <tr><td>Colour</td><td>blue</td><td><input type=checkbox></td></tr>
           <tr><td>Password (Secret)</td><td>hunter2</td><td><input type=checkbox></td></tr>`;
         document.forms[document.forms.length - 1].append(table);",
    )
    .await;
    let text = ada.text().await;
    assert!(text.contains("blue") && !text.contains("hunter2"), "{text}");
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_script_changes_and_asks_nothing() {
    let ada = Administrator::sign_in().await;
    ada.open("admin/security-level?securityLevelId=52&rendering=mvc")
        .await;
    let page = "return [document.documentElement.outerHTML, performance.getEntriesByType('resource').length]";
    let before = ada.run(page).await;
    ada.text().await;
    assert_eq!(ada.run(page).await, before);
    for word in [
        "fetch",
        "XMLHttpRequest",
        "sendBeacon",
        "cookie ",
        "localStorage",
        "innerHTML",
        "eval(",
    ] {
        assert!(!pasted().contains(word), "{word}");
    }
    ada.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pasted_it_copies_or_shows_its_answer() {
    let ada = Administrator::sign_in().await;
    ada.open("admin/security-level?securityLevelId=52&rendering=classic")
        .await;
    let quoted = serde_json::to_string(&pasted()).unwrap();
    let shown = ada.run(&format!("return (0, eval)({quoted})")).await;
    let extract = Extract::parse(shown.as_str().unwrap()).unwrap();
    assert!(extract.taken.is_some());
    // Every control of the page is one that attune has a word for.
    let bare = |seen: Extract| Extract {
        title: String::new(),
        about: String::new(),
        taken: None,
        ..seen
    };
    assert_eq!(bare(extract.clone()), bare(ada.extract().await));
    assert_eq!([&extract.title, &extract.about], ["", ""]);
    let copied = ada
        .run(&format!(
            "let kept; window.copy = (text) => {{ kept = text; }}; const said = (0, eval)({quoted}); return [said, kept];"
        ))
        .await;
    let again = Extract::parse(copied[1].as_str().unwrap()).unwrap();
    assert_eq!(bare(again), bare(extract));
    let length = copied[1].as_str().unwrap().chars().count();
    assert_eq!(
        copied[0].as_str().unwrap(),
        format!("{length} characters are on the clipboard: save them as a file.")
    );
    ada.leave().await;
}

#[test]
fn it_can_be_read_in_two_minutes() {
    assert!(
        FUNCTION.lines().count() < 200,
        "{}",
        FUNCTION.lines().count()
    );
    let pasted = pasted();
    assert!(pasted.contains(FUNCTION));
    assert!(pasted.starts_with("// HOW TO USE IT"));
    assert!(pasted.len() < 20_000, "{}", pasted.len());
}
