//! A link that a message may carry.

use std::fmt;

use url::Url;

use crate::place;

/// The address of a report or a run; `https`, or plain `http` on this machine only, without a user name or password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(Url);

impl Link {
    /// The most characters that every channel takes: the limit of a link on Slack's buttons and cards.
    const LONGEST: usize = 2000;

    /// Takes an address.
    ///
    /// # Errors
    ///
    /// What is wrong with it, without repeating it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = place::address(text)?;
        let link = Self(url);
        if link.to_string().len() > Self::LONGEST {
            return Err(format!("a link has {} characters at most", Self::LONGEST));
        }
        Ok(link)
    }
}

impl fmt::Display for Link {
    /// What ends a link in Slack's markup or in Markdown is written as its code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.as_str().chars() {
            match c {
                '|' | '<' | '>' | '"' | '\'' | '(' | ')' | '[' | ']' | '*' | '`' => {
                    write!(f, "%{:02X}", u32::from(c))?;
                }
                _ => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_link_ends_it() {
        let link = Link::parse("https://ci.example/runs/7?a=<b>|c)*").unwrap();
        assert_eq!(
            link.to_string(),
            "https://ci.example/runs/7?a=%3Cb%3E%7Cc%29%2A"
        );
    }

    #[test]
    fn what_is_no_link_is_refused() {
        for text in ["javascript:alert(1)", "http://ci.example/", "run 7"] {
            assert!(Link::parse(text).is_err(), "{text}");
        }
        let long = format!("https://ci.example/{}", "x".repeat(2000));
        assert_eq!(
            Link::parse(&long),
            Err("a link has 2000 characters at most".to_owned())
        );
    }
}
