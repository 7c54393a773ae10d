//! The page to sign in at.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::controls::Pen;
use super::frame::{Message, said};
use super::place::Place;
use super::reply;
use super::request::PageRequest;
use super::session::Sessions;
use crate::operator::PASSWORD;
use crate::tenant::Tenant;

/// Shows the form, or signs in and leads to where the browser wanted to go.
pub(super) fn answer(
    tenant: &Tenant,
    sessions: &mut Sessions,
    request: &PageRequest<'_>,
) -> Response {
    let options = tenant.console.with_query(request.query);
    let pen = Pen::new(options, sessions.next_load());
    if !request.is_post() {
        return reply::page(StatusCode::OK, page(&pen, request, &Message::None));
    }
    let value = |name: &str| {
        url::form_urlencoded::parse(request.body)
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    match tenant.sign_in_at_console(&value("UserName"), &value("Password")) {
        Ok(person) => {
            let cookie = sessions.begin(person, options, tenant.clock.now());
            let back = back(request);
            ([("set-cookie", cookie)], reply::go(&back)).into_response()
        }
        Err(refusal) => {
            let message = Message::Refused(refusal.refused);
            reply::page(StatusCode::OK, page(&pen, request, &message))
        }
    }
}

/// The way here, with the way back.
pub(super) fn way(request: &PageRequest<'_>) -> Response {
    let mut wanted = format!("{}{}", Place::Home.url(), request.path);
    if !request.query.is_empty() {
        wanted = format!("{wanted}?{}", request.query);
    }
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("ReturnUrl", &wanted)
        .finish();
    reply::go(&format!("{}?{query}", Place::SignIn.url()))
}

/// Where the browser wanted to go: a page of this console, never another site.
fn back(request: &PageRequest<'_>) -> String {
    request
        .parameter("ReturnUrl")
        .filter(|url| url.starts_with(Place::Home.url()) && !url.contains(char::is_whitespace))
        .unwrap_or_else(|| Place::Home.url().to_owned())
}

/// The fields' names are those of the real page (`console.md` 1).
fn page(pen: &Pen, request: &PageRequest<'_>, message: &Message) -> Markup {
    let action = format!("{}?{}", Place::SignIn.url(), request.query);
    pen.document(
        "Sign In",
        &html! {
            div.SignIn {
                h1 { "Sign In" }
                (said(message))
                form method="post" action=(action) {
                    label for="UserName" { "Username" }
                    input id="UserName" name="UserName" type="text" autofocus autocomplete="off";
                    label for="Password" { "Password" }
                    input id="Password" name="Password" type="password";
                    button type="submit" { "Sign In" }
                }
                p.Hint {
                    "A simulated tenant: every person's password is " code { (PASSWORD) }
                    ". An administrator of the built-in tenant is " code { "ada.winter" } "."
                }
            }
        },
    )
}
