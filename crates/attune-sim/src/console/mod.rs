//! The admin pages, for people with a browser: rendered here, with one style sheet and one script, no build of either.
//!
//! What a page allows and refuses is decided in [`crate::operator`]; what a level holds comes from the catalogue. Where
//! the real markup is known it is followed (`console.md` 1); the rest is this simulator's own.

mod api_user;
mod categories;
mod controls;
mod frame;
mod integration_center;
mod levels;
mod names;
mod options;
mod place;
mod posted;
mod protected_data;
mod reply;
mod request;
mod resource;
mod resources;
mod session;
mod sign_in;
mod top;
mod words;

use attune_model::ResourceId;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::html;

use controls::Pen;
use frame::Head;
pub use options::{ConsoleOptions, Language, Rendering};
use place::Place;
use posted::Posted;
pub(crate) use request::PageRequest;
pub(crate) use session::Sessions;

use crate::tenant::Tenant;

/// A signed-in person's request for a page.
struct Visit<'a> {
    tenant: &'a mut Tenant,
    request: PageRequest<'a>,
    person: ResourceId,
    pen: Pen,
}

/// Answers a request for a page.
pub(crate) fn answer(
    tenant: &mut Tenant,
    sessions: &mut Sessions,
    request: PageRequest<'_>,
) -> Response {
    let Some(place) = Place::at(request.path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if !matches!(*request.method, Method::GET | Method::HEAD | Method::POST) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    if place == Place::Script {
        return reply::file("text/javascript", include_str!("console.js"));
    }
    if place == Place::Style {
        return reply::file("text/css", include_str!("console.css"));
    }
    if place == Place::SignIn {
        return sign_in::answer(tenant, sessions, &request);
    }
    if place == Place::SignOut {
        sessions.end(request.headers);
        return reply::go(Place::SignIn.url());
    }
    let now = tenant.clock.now();
    let Some(session) = sessions.find(request.headers, request.query, now) else {
        return sign_in::way(&request);
    };
    Visit {
        tenant,
        request,
        person: session.person,
        pen: Pen::new(session.options, sessions.next_load()),
    }
    .show(place)
}

impl Visit<'_> {
    fn show(&mut self, place: Place) -> Response {
        if place
            .area()
            .is_some_and(|area| !self.tenant.may_open(self.person, area))
        {
            return self.denied();
        }
        match place {
            Place::ApiUserEdit => api_user::edit(self),
            Place::ApiUserNew => api_user::create(self),
            Place::Categories => {
                let category = self.request.parameter("category").unwrap_or_default();
                reply::page(StatusCode::OK, categories::page(&self.pen, &category))
            }
            Place::Level => levels::editor(self),
            Place::LevelCopy => levels::copy(self),
            Place::LevelSwitch => levels::switch(self),
            Place::Levels => levels::list(self),
            Place::Resource => resource::page(self),
            Place::Resources => resources::page(self),
            Place::IntegrationCenter => integration_center::page(self),
            Place::ProtectedData => protected_data::page(self),
            Place::Home | Place::Script | Place::SignIn | Place::SignOut | Place::Style => {
                self.home()
            }
        }
    }

    /// The form that was sent.
    fn posted(&self) -> Posted {
        Posted::read(self.pen.rendering, self.request.body)
    }

    /// The first page after signing in.
    fn home(&self) -> Response {
        let inner = self
            .request
            .parameter("page")
            .filter(|url| url.starts_with(Place::Home.url()))
            .unwrap_or_else(|| Place::Categories.url().to_owned());
        let markup = match self.pen.rendering {
            Rendering::Mvc => top::shell(&self.pen, &inner),
            Rendering::Classic => categories::page(&self.pen, ""),
        };
        reply::page(StatusCode::OK, markup)
    }

    /// The page for those whose level does not open a page, at the page's own address (`console.md` 1.1).
    fn denied(&self) -> Response {
        let content = html! { p { "Your security level does not open this page." } };
        let markup = self.pen.page(&Head::of("Access Denied"), &content);
        reply::page(StatusCode::FORBIDDEN, markup)
    }

    /// The page for an address that names nothing.
    fn missing(&self, what: &str) -> Response {
        let content = html! { p { (what) } };
        let markup = self.pen.page(&Head::of("Not Found"), &content);
        reply::page(StatusCode::NOT_FOUND, markup)
    }
}
