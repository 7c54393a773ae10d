//! `Generate Key` and `Generate Secret`.

use super::Answer;
use crate::tenant::Tenant;

/// The characters of a generated key before the domain (`security.md` 4).
const KEY: usize = 15;

/// The characters of a generated secret (`security.md` 4).
const SECRET: usize = 25;

/// The characters of a custom tracking identifier (`security.md` 4; one guide says 26).
const IDENTIFIER: usize = 27;

impl Tenant {
    /// The custom tracking identifier that the next API user gets.
    pub(crate) fn drafted_identifier(&self) -> String {
        let seed = u64::try_from(self.logins.len()).unwrap_or_default();
        draw(
            seed.rotate_left(7) ^ self.database.unsigned_abs(),
            IDENTIFIER,
        )
        .to_uppercase()
    }

    /// The key that is typed or one that nobody has, and a secret; other ones each time. Nothing is saved, and a key that
    /// was typed is looked at when the form is saved.
    pub(super) fn draft_api_user(&mut self, typed: Option<&str>) -> Answer {
        let key = loop {
            self.drafts += 1;
            let key = draw(self.seed(), KEY);
            if self.resource_of_login(&key).is_none() {
                break key;
            }
        };
        let key = typed.unwrap_or(&key);
        Answer::Drafted {
            key: format!("{key}@{}", self.domain),
            secret: draw(!self.seed(), SECRET),
        }
    }

    fn seed(&self) -> u64 {
        self.database.unsigned_abs().rotate_left(32) ^ self.drafts
    }
}

/// Letters and digits that look random and follow from the seed alone (the generator `SplitMix64`).
fn draw(seed: u64, length: usize) -> String {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let digit = u32::try_from((mixed >> 32) % 36).unwrap_or_default();
        char::from_digit(digit, 36).unwrap_or('0')
    };
    (0..length).map(|_| next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_differ_within_a_run_and_repeat_from_the_start() {
        let mut tenant = Tenant::contoso();
        let first = tenant.draft_api_user(None);
        let second = tenant.draft_api_user(None);
        assert!(first != second);
        assert!(first == Tenant::contoso().draft_api_user(None));
        let Answer::Drafted { key, secret } = first else {
            panic!("a draft was asked for");
        };
        let (local, domain) = key.split_once('@').expect("a key has a domain");
        assert_eq!((local.len(), domain), (15, "contoso.example"));
        assert_eq!(secret.len(), 25);
    }
}
