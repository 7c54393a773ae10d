//! The JSON document that a sink keeps.

use attune_model::{Credentials, Handle, Secret};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Document;

/// Enough for every document; a buffer that grows would leave copies behind.
const ROOM: usize = 4096;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    format_version: u32,
    tenant: &'a Handle,
    api_user: &'a Handle,
    user_name: &'a str,
    secret: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Read {
    user_name: String,
    secret: Zeroizing<String>,
}

/// `{"formatVersion": 1, "tenant", "apiUser", "userName", "secret"}`.
pub(super) fn write(
    tenant: &Handle,
    user: &Handle,
    credentials: &Credentials,
) -> serde_json::Result<Document> {
    let mut document = Zeroizing::new(Vec::with_capacity(ROOM));
    let written = Written {
        format_version: 1,
        tenant,
        api_user: user,
        user_name: &credentials.key,
        secret: credentials.secret.expose(),
    };
    serde_json::to_writer_pretty(&mut *document, &written)?;
    document.push(b'\n');
    Ok(document)
}

/// The credentials in a document; `None` where it is another one.
pub(super) fn parse(document: &[u8]) -> Option<Credentials> {
    let Read { user_name, secret } = serde_json::from_slice(document).ok()?;
    Some(Credentials {
        key: user_name,
        secret: Secret::new(secret.as_str()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back() {
        let handle = |name| Handle::parse(name).unwrap();
        let credentials = Credentials {
            key: "abc@contoso.example".to_owned(),
            secret: Secret::new("a \"b\\c"),
        };
        let document = write(&handle("contoso"), &handle("tasky"), &credentials).unwrap();
        insta::assert_snapshot!(String::from_utf8_lossy(&document), @r#"
        {
          "formatVersion": 1,
          "tenant": "contoso",
          "apiUser": "tasky",
          "userName": "abc@contoso.example",
          "secret": "a \"b\\c"
        }
        "#);
        let read = parse(&document).unwrap();
        assert_eq!(read.key, "abc@contoso.example");
        assert_eq!(read.secret.expose(), "a \"b\\c");
        assert!(parse(b"hunter2").is_none());
    }
}
