//! The one address on which pages may be acted on.

use std::fmt;

use url::{Origin, Url};

use super::BrowserError;

/// Scheme, host and port of the console, as `zoneInformation` names them in `webUrl`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConsoleHost(Origin);

impl ConsoleHost {
    /// The host of `console`. Only `https` is taken, and `http` on this machine itself (a simulator); everything else is
    /// [`BrowserError::NotAConsole`].
    pub fn of(console: &Url) -> Result<Self, BrowserError> {
        let local = console
            .host_str()
            .is_some_and(|host| matches!(host, "127.0.0.1" | "[::1]" | "localhost"));
        match console.scheme() {
            "https" => Ok(Self(console.origin())),
            "http" if local => Ok(Self(console.origin())),
            _ => Err(BrowserError::NotAConsole(origin_of(console))),
        }
    }

    /// Refuses an address that belongs to another host, another port or another scheme.
    pub fn check(&self, address: &str) -> Result<(), BrowserError> {
        let url = Url::parse(address).ok();
        if url.as_ref().is_some_and(|url| url.origin() == self.0) {
            return Ok(());
        }
        Err(BrowserError::ForeignHost {
            found: url.map_or_else(|| "no address".to_owned(), |url| origin_of(&url)),
            allowed: self.to_string(),
        })
    }
}

impl fmt::Display for ConsoleHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.ascii_serialization())
    }
}

/// What may be said of an address: its path and query can carry tokens.
fn origin_of(url: &Url) -> String {
    match url.origin() {
        origin @ Origin::Tuple(..) => origin.ascii_serialization(),
        Origin::Opaque(_) => format!("{}:", url.scheme()),
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn host(address: &str) -> Result<ConsoleHost, BrowserError> {
        ConsoleHost::of(&Url::parse(address).expect("an address"))
    }

    #[test]
    fn only_the_same_origin_passes() {
        let host = host("https://ww5.autotask.net/").expect("a console");
        assert!(host.check("https://ww5.autotask.net/Mvc/a?b=c").is_ok());
        let refused: Vec<String> = [
            "https://ww6.autotask.net/",
            "http://ww5.autotask.net/",
            "https://ww5.autotask.net:8443/",
            "https://ww5.autotask.net.example/?token=1",
            "about:blank",
            "data:text/html,secret",
            "",
        ]
        .iter()
        .filter_map(|address| host.check(address).err())
        .map(|error| error.to_string())
        .collect();
        assert_snapshot!(refused.join("\n"), @"
        the page is at https://ww6.autotask.net, and only https://ww5.autotask.net may be acted on
        the page is at http://ww5.autotask.net, and only https://ww5.autotask.net may be acted on
        the page is at https://ww5.autotask.net:8443, and only https://ww5.autotask.net may be acted on
        the page is at https://ww5.autotask.net.example, and only https://ww5.autotask.net may be acted on
        the page is at about:, and only https://ww5.autotask.net may be acted on
        the page is at data:, and only https://ww5.autotask.net may be acted on
        the page is at no address, and only https://ww5.autotask.net may be acted on
        ");
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert!(host("http://127.0.0.1:4000/").is_ok());
        assert!(host("http://localhost:4000/").is_ok());
        assert_snapshot!(
            host("http://ww5.autotask.net/").expect_err("refused"),
            @"http://ww5.autotask.net is no address of a console: https is wanted"
        );
    }
}
