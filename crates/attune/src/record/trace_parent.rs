//! The span that somebody else began, and that this run is a part of.

/// What `TRACEPARENT` says: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
///
/// Source: W3C Trace Context, 3.2, with its rules for versions to come: what they add is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TraceParent {
    /// The trace: 32 hexadecimal digits.
    pub(crate) trace_id: String,
}

impl TraceParent {
    /// Reads it; nothing where it is malformed.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let version = hex(parts.next()?, 2)?;
        let trace_id = hex(parts.next()?, 32)?;
        let span_id = hex(parts.next()?, 16)?;
        hex(parts.next()?, 2)?;
        let is_known = match version {
            "ff" => false,
            "00" => parts.next().is_none(),
            _ => true,
        };
        let is_nobody = |id: &str| id.bytes().all(|digit| digit == b'0');
        if !is_known || is_nobody(trace_id) || is_nobody(span_id) {
            return None;
        }
        Some(Self {
            trace_id: trace_id.to_owned(),
        })
    }
}

/// So many lower-case hexadecimal digits.
fn hex(text: &str, digits: usize) -> Option<&str> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (text.len() == digits && text.bytes().all(is_digit)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn the_trace_is_read() {
        for text in [
            format!("00-{TRACE}-00f067aa0ba902b7-01"),
            format!("cc-{TRACE}-00f067aa0ba902b7-00-what-will-be"),
        ] {
            let read = TraceParent::parse(&text).map(|parent| parent.trace_id);
            assert_eq!(read.as_deref(), Some(TRACE), "{text}");
        }
    }

    #[test]
    fn what_is_malformed_is_nothing() {
        for text in [
            String::new(),
            "00".to_owned(),
            format!("ff-{TRACE}-00f067aa0ba902b7-01"),
            format!("00-{TRACE}-00f067aa0ba902b7"),
            format!("00-{TRACE}-00f067aa0ba902b7-01-more"),
            format!("00-{TRACE}-0000000000000000-01"),
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01".to_owned(),
            format!("00-{}-00f067aa0ba902b7-01", TRACE.to_uppercase()),
            format!(" 00-{TRACE}-00f067aa0ba902b7-01"),
        ] {
            assert_eq!(TraceParent::parse(&text), None, "{text}");
        }
    }
}
