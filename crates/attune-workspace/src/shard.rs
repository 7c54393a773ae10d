//! A part of the tenants, for one of several machines.

use std::fmt;
use std::str::FromStr;

use attune_model::Handle;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// A part of the tenants, written `INDEX/COUNT`: `0/8` to `7/8`, as Kubernetes counts `JOB_COMPLETION_INDEX`.
///
/// Which part a tenant is in follows from its name and the count alone, so a tenant that comes or goes moves no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

/// Why a text is no [`Shard`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{text}` is no shard: write INDEX/COUNT, such as 0/8 for the first of eight and 7/8 for the last"
)]
pub struct ShardError {
    text: String,
}

impl Shard {
    /// The part with this index, from 0, of so many; `None` where there is no such part.
    pub fn new(index: u32, count: u32) -> Option<Self> {
        (index < count).then_some(Self { index, count })
    }

    /// Whether a tenant is in it: the first eight bytes of the name's SHA-256, as a number, by the count.
    pub fn holds(self, tenant: &Handle) -> bool {
        let digest = Sha256::digest(tenant.as_str().as_bytes());
        let number = digest
            .iter()
            .take(8)
            .fold(0, |number, byte| number << 8 | u64::from(*byte));
        number.checked_rem(u64::from(self.count)) == Some(u64::from(self.index))
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok())?
        };
        text.split_once('/')
            .and_then(|(index, count)| Self::new(digits(index)?, digits(count)?))
            .ok_or_else(|| ShardError {
                text: text.to_owned(),
            })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_counted_from_0() {
        for good in ["0/1", "0/8", "7/8"] {
            assert_eq!(good.parse::<Shard>().unwrap().to_string(), good);
        }
        for bad in [
            "8/8",
            "0/0",
            "1",
            "/8",
            "+1/8",
            "-1/8",
            "1/8/9",
            "a/b",
            " 1/8",
            "1/99999999999",
        ] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
        assert_eq!(
            "8/8".parse::<Shard>().unwrap_err().to_string(),
            "`8/8` is no shard: write INDEX/COUNT, such as 0/8 for the first of eight and 7/8 for the last"
        );
    }

    #[test]
    fn a_tenant_stays_where_it_is_with_every_release() {
        let place = |name: &str| {
            let name = Handle::parse(name).unwrap();
            (0..8).position(|index| Shard::new(index, 8).unwrap().holds(&name))
        };
        assert_eq!(
            ["contoso", "fabrikam", "northwind"].map(place),
            [Some(3), Some(6), Some(7)]
        );
    }
}
