//! Who is signed in.

use std::collections::BTreeMap;

use attune_model::{ResourceId, Timestamp};
use axum::http::{HeaderMap, header};
use jiff::SignedDuration;

use super::options::ConsoleOptions;

/// The cookie's name.
const COOKIE: &str = "AttuneSimSession";

/// After so much time without a request a session ends (`console.md` 1.4).
const IDLE: SignedDuration = SignedDuration::from_hours(8);

/// All sessions; a part of the server, not of the tenant.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_token: BTreeMap<String, Session>,
    begun: u64,
    loads: u64,
}

/// A signed-in person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub(super) person: ResourceId,
    pub(super) options: ConsoleOptions,
    seen: Timestamp,
}

impl Sessions {
    /// Ends all sessions.
    pub(crate) fn end_all(&mut self) {
        self.by_token.clear();
    }

    /// Begins a session; the text for `Set-Cookie`.
    pub(super) fn begin(
        &mut self,
        person: ResourceId,
        options: ConsoleOptions,
        now: Timestamp,
    ) -> String {
        self.begun += 1;
        let token = format!("s{:08}", self.begun);
        let session = Session {
            person,
            options,
            seen: now,
        };
        let cookie = format!("{COOKIE}={token}; Path=/console/; HttpOnly; SameSite=Lax");
        self.by_token.insert(token, session);
        cookie
    }

    /// The session of a request, kept alive by it, with the options that its query part changes for good.
    pub(super) fn find(
        &mut self,
        headers: &HeaderMap,
        query: &str,
        now: Timestamp,
    ) -> Option<Session> {
        let token = token(headers)?;
        let session = self.by_token.get_mut(&token)?;
        if now.duration_since(session.seen) > IDLE {
            self.by_token.remove(&token);
            return None;
        }
        session.seen = now;
        session.options = session.options.with_query(query);
        Some(*session)
    }

    /// Ends the session of a request.
    pub(super) fn end(&mut self, headers: &HeaderMap) {
        if let Some(token) = token(headers) {
            self.by_token.remove(&token);
        }
    }

    /// The number of a page load.
    pub(super) fn next_load(&mut self) -> u64 {
        self.loads += 1;
        self.loads
    }
}

fn token(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies.split(';').find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_session_ends_after_eight_idle_hours() {
        let start: Timestamp = "2026-01-05T09:00:00Z".parse().expect("a time");
        let after = |hours| start + SignedDuration::from_hours(hours);
        let mut sessions = Sessions::default();
        let cookie = sessions.begin(ResourceId(4), ConsoleOptions::default(), start);
        let (cookie, _) = cookie.split_once(';').expect("attributes follow");
        let cookie = HeaderValue::from_str(cookie).expect("a header");
        let headers = HeaderMap::from_iter([(header::COOKIE, cookie)]);
        assert!(sessions.find(&headers, "", after(8)).is_some());
        assert!(sessions.find(&headers, "", after(16)).is_some());
        assert!(sessions.find(&headers, "", after(25)).is_none());
        assert!(sessions.find(&headers, "", after(25)).is_none());
    }
}
