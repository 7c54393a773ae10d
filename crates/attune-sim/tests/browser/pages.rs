//! Pages without a browser: what they refuse, and what anybody could send them.

use attune_model::{LevelId, LevelName};
use attune_sim::operator::{Call, PASSWORD};
use attune_sim::{ConsoleOptions, Rendering, Simulator, Tenant};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};

const LEVEL: &str = "admin/security-level?securityLevelId=";
const NEW_API_USER: &str = "Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser";
const SIGN_IN: &str = "Mvc/Framework/Authentication.mvc/Authenticate";

/// A client with a session.
struct Visitor {
    simulator: Simulator,
    client: Client,
    cookie: String,
}

/// An answer: its status, where it leads, and its text.
struct Page {
    status: StatusCode,
    location: String,
    text: String,
}

impl Visitor {
    async fn sign_in(user: &str, mut tenant: Tenant) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        tenant.console = ConsoleOptions {
            rendering: Rendering::Classic,
            ..ConsoleOptions::default()
        };
        let simulator = Simulator::start(tenant, ([127, 0, 0, 1], 0).into())
            .await
            .expect("a port is free");
        let client = Client::builder()
            .redirect(Policy::none())
            .build()
            .expect("a client");
        let answer = client
            .post(format!("{}{SIGN_IN}", simulator.console_url()))
            .body(encode(&[("UserName", user), ("Password", PASSWORD)]))
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = answer.headers()["set-cookie"].to_str().expect("a text");
        let (cookie, _) = cookie.split_once(';').expect("attributes");
        let cookie = cookie.to_owned();
        Self {
            simulator,
            client,
            cookie,
        }
    }

    async fn get(&self, path: &str) -> Page {
        let url = format!("{}{path}", self.simulator.console_url());
        page(self.client.get(url).header("cookie", &self.cookie)).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let url = format!("{}{path}", self.simulator.console_url());
        let request = self.client.post(url).header("cookie", &self.cookie);
        page(request.body(encode(form))).await
    }

    fn copy(&self, base: i64, name: &str) -> LevelId {
        self.simulator.with_tenant(|tenant| {
            let base = LevelId(base);
            assert!(tenant.visit(Call::CopyLevel { base }).is_ok());
            let (level, _) = tenant.levels().last_key_value().expect("a copy");
            let level = *level;
            let save = Call::SaveLevel {
                level,
                name: Some(LevelName::new(name)),
                active: None,
                cells: [].into(),
            };
            assert!(tenant.visit(save).is_ok());
            level
        })
    }
}

async fn page(request: reqwest::RequestBuilder) -> Page {
    let answer = request.send().await.expect("an answer");
    let location = answer.headers().get("location");
    let location = location.map_or("", |it| it.to_str().expect("a text"));
    Page {
        status: answer.status(),
        location: location.to_owned(),
        text: answer.text().await.expect("a text"),
    }
}

fn encode(form: &[(&str, &str)]) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.extend_pairs(form);
    pairs.finish()
}

impl Page {
    /// What the page says in its message box; empty where it says nothing.
    fn says(&self) -> &str {
        let after = self.text.split_once("<div class=\"Message\">");
        after.map_or("", |(_, rest)| {
            rest.split_once("</div>").map_or("", |(words, _)| words)
        })
    }
}

async fn administrator() -> Visitor {
    Visitor::sign_in("ada.winter", Tenant::contoso()).await
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_door_and_back() {
    let visitor = administrator().await;
    let sessions = format!("{}simulator/sessions", visitor.simulator.console_url());
    let ended = visitor.client.delete(sessions).send().await;
    assert_eq!(ended.expect("an answer").status(), StatusCode::NO_CONTENT);
    let page = visitor
        .post(&format!("{LEVEL}52"), &[("name", "Lost")])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(
        page.location,
        format!(
            "/console/{SIGN_IN}?ReturnUrl=%2Fconsole%2Fadmin%2Fsecurity-level%3FsecurityLevelId%3D52"
        )
    );
    let door = page.location.trim_start_matches("/console/");
    let page = visitor
        .post(door, &[("UserName", "ada.winter"), ("Password", PASSWORD)])
        .await;
    assert_eq!(
        page.location,
        "/console/admin/security-level?securityLevelId=52"
    );
}

#[tokio::test]
async fn the_way_back_never_leads_to_another_site() {
    let visitor = administrator().await;
    let door = format!("{SIGN_IN}?ReturnUrl=https://elsewhere.example/");
    let form = [("UserName", "ada.winter"), ("Password", PASSWORD)];
    assert_eq!(visitor.post(&door, &form).await.location, "/console/");
}

#[tokio::test]
async fn admin_pages_are_for_those_whose_level_opens_them() {
    let visitor = Visitor::sign_in("tess.turner", Tenant::contoso()).await;
    for path in [
        "admin/security-levels",
        "admin/integration-center",
        NEW_API_USER,
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text.contains("<title>Access Denied</title>"), "{path}");
    }
}

#[tokio::test]
async fn a_system_level_is_shown_and_not_saved() {
    let visitor = administrator().await;
    let path = format!("{LEVEL}39");
    let shown = visitor.get(&path).await.text;
    assert!(!shown.contains("value=\"save\""));
    assert!(shown.contains(
        "name=\"name\" value=\"Service Desk User (system)\" aria-label=\"Name\" disabled"
    ));
    assert_eq!(
        visitor.post(&path, &[("name", "Mine")]).await.says(),
        "Service Desk User (system) is a system security level and cannot be edited."
    );
}

#[tokio::test]
async fn the_fifty_first_api_only_level_is_refused() {
    let visitor = administrator().await;
    for number in 0..50 {
        visitor.copy(24, &format!("Level {number}"));
    }
    let page = visitor
        .post("admin/security-level/copy?securityLevelId=24", &[])
        .await;
    assert_eq!(
        page.says(),
        "There can be no more than 50 custom API-only security levels."
    );
}

#[tokio::test]
async fn a_login_given_up_cannot_be_ticked_again() {
    let visitor = administrator().await;
    let level = visitor.copy(33, "Copied Administrator");
    let path = format!("{LEVEL}{level}");
    let name = ("name", "Copied Administrator");
    let page = visitor.post(&path, &[name, ("do", "save")]).await;
    assert_eq!(page.says(), "");
    let again = [name, ("do", "save"), ("webServicesApi.canLogin", "on")];
    assert_eq!(
        visitor.post(&path, &again).await.says(),
        "Web Services API &gt; Feature Access &gt; Can login to Web Services API cannot be ticked again."
    );
}

#[tokio::test]
async fn some_levels_cannot_be_inactivated() {
    let visitor = administrator().await;
    let switch = "admin/security-level/switch?securityLevelId=";
    assert_eq!(
        visitor.post(&format!("{switch}24"), &[]).await.says(),
        "API User (system) cannot be inactivated."
    );
    assert_eq!(
        visitor.post(&format!("{switch}36"), &[]).await.location,
        "/console/admin/security-levels"
    );
    let active = visitor
        .simulator
        .with_tenant(|tenant| tenant.levels()[&LevelId(36)].active);
    assert!(!active);
}

#[tokio::test]
async fn an_api_user_takes_api_only_levels_and_keeps_its_vendor() {
    let visitor = administrator().await;
    let form = |level, vendor| {
        [
            ("do", "save"),
            ("first-name", "A"),
            ("last-name", "B"),
            ("email", "a@b.example"),
            ("level", level),
            ("vendor", vendor),
            ("active", "on"),
        ]
    };
    let edit = "Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser?resourceId=29682898";
    let page = visitor.post(edit, &form("39", "Datto - Datto RMM")).await;
    assert_eq!(
        page.says(),
        "Service Desk User (system) is not in the list: it shows active API-only security levels."
    );
    let page = visitor.post(edit, &form("24", "Tallman.io - Tasky")).await;
    assert_eq!(
        page.says(),
        "The integration vendor cannot be changed once the API user is saved."
    );
    let page = visitor.post(edit, &form("24", "Datto - Datto RMM")).await;
    assert_eq!(page.says(), "");
    assert!(page.text.contains("Saved."));
    assert!(!page.text.contains("not-a-real-secret"));
}

#[tokio::test]
async fn an_api_user_of_ones_own_signs_in_with_its_custom_identifier() {
    let visitor = administrator().await;
    let new = visitor.get(NEW_API_USER).await.text;
    let (_, field) = new
        .split_once("name=\"identifier\" value=\"")
        .expect("a field");
    let (identifier, _) = field.split_once('"').expect("a value");
    assert_eq!(identifier.len(), 27);
    let form = [
        ("do", "close"),
        ("first-name", "Own"),
        ("last-name", "Tool"),
        ("email", "own@contoso.example"),
        ("active", "on"),
        ("level", "24"),
        ("key", "owntool1@contoso.example"),
        ("secret", "not-a-real-secret-owntool"),
        ("tracking", "custom"),
        ("integration-name", "Own Tool"),
        ("identifier", identifier),
    ];
    let page = visitor.post(NEW_API_USER, &form).await;
    assert_eq!(page.location, "/console/admin/resources");
    let version = |locked: &'static str| {
        let request = visitor
            .client
            .get(format!("{}V1.0/Version", visitor.simulator.rest_url()))
            .header("UserName", "owntool1@contoso.example")
            .header("Secret", "not-a-real-secret-owntool")
            .header("ApiIntegrationCode", identifier);
        async move { (request.send().await.expect(locked)).status() }
    };
    assert_eq!(version("unlocked").await, StatusCode::OK);

    let edit = "Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser?resourceId=29682899";
    let shown = visitor.get(edit).await.text;
    assert!(shown.contains("Own Tool") && shown.contains(identifier));
    let mut lock = form.to_vec();
    lock.push(("locked", "on"));
    assert_eq!(
        visitor.post(edit, &lock).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(version("locked").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn words_of_the_tenant_are_no_markup() {
    let visitor = administrator().await;
    let level = visitor.copy(39, "<script>alert(1)</script>\"'");
    let list = visitor.get("admin/security-levels").await.text;
    let editor = visitor.get(&format!("{LEVEL}{level}")).await.text;
    for text in [list, editor] {
        assert!(!text.contains("<script>alert"));
        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    }
}

#[tokio::test]
async fn the_form_has_every_field_that_the_catalogue_knows() {
    let visitor = administrator().await;
    let text = visitor.get(NEW_API_USER).await.text;
    for field in attune_model::catalogue::api_user_form::FIELDS {
        assert!(text.contains(field.label), "{}", field.label);
    }
}

#[tokio::test]
async fn rendering_language_and_terms_change_for_a_session() {
    let visitor = administrator().await;
    let path = "admin/categories";
    let text = visitor.get(path).await.text;
    assert!(text.contains("<h1 class=\"Text\">Organization Settings &amp; Users</h1>"));
    assert!(text.contains("<body class=\"Plain\">"));
    let query = "?rendering=mvc&language=fr&organization=Account";
    visitor.get(&format!("{path}{query}")).await;
    let text = visitor.get(path).await.text;
    assert!(text.contains("<h1 class=\"Text\">Paramètres du compte et utilisateurs</h1>"));
    assert!(text.contains("<body class=\"Drawn\">"));
}

#[tokio::test]
async fn protected_data_reads_back_with_what_a_tick_brings() {
    let visitor = administrator().await;
    let path = "admin/protected-data-permission";
    let box_of = |column: &str| {
        format!(
            "name=\"29682886 {column}\" value=\"on\" aria-label=\"Tess Turner: {column}\" checked"
        )
    };
    let before = visitor.get(path).await.text;
    assert!(before.contains(&box_of("View Unprotected Data")));
    assert!(!before.contains(&box_of("Edit Protected Data")));
    let ticked = [("do", "save"), ("29682886 Edit Protected Data", "on")];
    let after = visitor.post(path, &ticked).await.text;
    for column in [
        "Edit Protected Data",
        "View Protected Data",
        "Edit Unprotected Data",
        "View Unprotected Data",
    ] {
        assert!(after.contains(&box_of(column)), "{column}");
    }
}

#[tokio::test]
async fn rows_outside_the_catalogue_are_on_the_page_in_both_renderings() {
    let visitor = administrator().await;
    let level = visitor.copy(39, "Mine");
    let path = format!("{LEVEL}{level}");
    let view = "extra.Service Desk › Change Requests › View";
    let form = [
        ("name", "Mine"),
        ("do", "save"),
        ("extra.Service Desk › Can remove tags", "on"),
        (view, "Mine"),
        ("extra.Service Desk › Change Requests › Add", "Yes"),
        (
            "extra.Service Desk › Greatest number of pinned tickets",
            "7",
        ),
    ];
    let page = visitor.post(&path, &form).await;
    assert!(page.text.contains("Saved."), "{}", page.says());
    assert!(page.text.contains(
        "name=\"extra.Service Desk › Can remove tags\" value=\"on\" aria-label=\"Can remove tags\" checked"
    ));
    assert!(
        page.text
            .contains("<option value=\"Mine\" selected>Mine</option>")
    );
    assert!(
        page.text
            .contains("value=\"7\" aria-label=\"Greatest number of pinned tickets\"")
    );
    let kept = visitor.simulator.with_tenant(|tenant| {
        tenant.levels()[&level].cells[&attune_model::CellId::new(view)].clone()
    });
    assert_eq!(
        kept,
        attune_model::CellValue::Scope(attune_model::Scope::Mine)
    );
    let mut wrong = form.to_vec();
    wrong.push((view, "Some"));
    assert_eq!(
        visitor.post(&path, &wrong).await.says(),
        "Service Desk &gt; Change Requests &gt; View does not take Some."
    );
    let drawn = visitor.get(&format!("{path}&rendering=mvc")).await.text;
    for words in [
        "<td>Change Requests</td>",
        "<span class=\"PrimaryText\">Can remove tags</span>",
        "<span class=\"PrimaryText\">Greatest number of pinned tickets</span>",
    ] {
        assert!(drawn.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_section_outside_the_catalogue_stands_after_the_others() {
    let mut text = Tenant::contoso().dump();
    text = text.replacen(
        "extraCells:\n",
        "extraCells:\n  - {section: Change Management, row: Can approve, kind: yes-no}\n",
        1,
    );
    let tenant = Tenant::from_yaml(&text).expect("a tenant");
    let visitor = Visitor::sign_in("ada.winter", tenant).await;
    let page = visitor.get(&format!("{LEVEL}52")).await.text;
    let last = page.find("data-heading=\"Web Services API\"");
    let after = page.find("data-heading=\"Change Management\"");
    assert!(last.is_some() && last < after, "{last:?} {after:?}");
}

#[tokio::test]
async fn the_box_for_costs_is_off_where_the_base_cannot_read_them() {
    let visitor = administrator().await;
    let level = visitor.copy(25, "Without Costs");
    let path = format!("{LEVEL}{level}");
    let cell = "other.settings.canViewInternalCost";
    let page = visitor.get(&path).await.text;
    let (_, control) = page
        .split_once(&format!("name=\"{cell}\""))
        .expect("the box is there");
    let (control, _) = control.split_once('>').expect("it ends");
    assert!(
        control.contains("disabled") && !control.contains("checked"),
        "{control}"
    );
    let forced = [("name", "Without Costs"), ("do", "save"), (cell, "on")];
    let says = visitor.post(&path, &forced).await;
    assert!(
        says.says()
            .contains("cannot be granted: API User (system) Can"),
        "{}",
        says.says()
    );
}

#[tokio::test]
async fn an_api_user_is_associated_with_lines_of_business() {
    let visitor = administrator().await;
    let edit = "Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser?resourceId=29682898";
    let form = [
        ("do", "save"),
        ("first-name", "Datto"),
        ("last-name", "RMM"),
        ("email", "rmm@contoso.example"),
        ("email-type", "Secondary"),
        ("level", "24"),
        ("active", "on"),
        ("line-of-business Projects", "on"),
    ];
    let page = visitor.post(edit, &form).await.text;
    assert!(page.contains("Saved."));
    assert!(page.contains(
        "name=\"line-of-business Projects\" value=\"on\" aria-label=\"Projects\" checked"
    ));
    assert!(page.contains("aria-label=\"Managed Services\">"));
    assert!(page.contains("<option value=\"Secondary\" selected>Secondary</option>"));
}
