//! Signatures as [Standard Webhooks](https://www.standardwebhooks.com) has them, so that libraries can check them.

use attune_model::{Secret, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::error::Wrong;

/// What libraries write before a key in base64.
const PREFIX: &str = "whsec_";

/// The bytes of a signing secret.
pub(super) fn key(secret: &Secret) -> Result<Vec<u8>, Wrong> {
    const HINT: &str = "Name a text of 16 characters or more, or whsec_ and base64.";
    let text = secret.expose().trim();
    let key = match text.strip_prefix(PREFIX) {
        Some(encoded) => STANDARD
            .decode(encoded)
            .map_err(|_| Wrong::new("the signing secret is no base64 after whsec_", HINT))?,
        None => text.as_bytes().to_vec(),
    };
    // Shorter ones can be guessed from one message.
    if key.len() < 16 {
        return Err(Wrong::new("the signing secret is too short", HINT));
    }
    Ok(key)
}

/// The value of `webhook-signature`: HMAC-SHA256 of id, seconds since 1970 and body, joined by full stops.
pub(super) fn sign(secret: &Secret, id: &str, at: Timestamp, body: &[u8]) -> Result<String, Wrong> {
    let key = key(secret)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key)
        .map_err(|error| Wrong::new(error.to_string(), "Name another signing secret."))?;
    mac.update(format!("{id}.{}.", at.as_second()).as_bytes());
    mac.update(body);
    Ok(format!(
        "v1,{}",
        STANDARD.encode(mac.finalize().into_bytes())
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's own libraries.
    #[test]
    fn it_is_what_other_libraries_compute() {
        let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let signature = sign(
            &secret,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            at,
            br#"{"test": 2432232314}"#,
        );
        assert_eq!(
            signature,
            Ok("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=".to_owned())
        );
    }

    #[test]
    fn a_weak_secret_is_refused_without_repeating_it() {
        for text in ["hunter2", "whsec_hunter2!", ""] {
            let wrong = key(&Secret::new(text)).unwrap_err().wrong;
            assert!(!wrong.contains("hunter2"), "{wrong}");
        }
    }
}
