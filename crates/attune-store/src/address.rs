//! Where the state is: `s3://bucket/prefix`, `az://container/prefix`, `gs://bucket/prefix`.

use std::fmt;
use std::str::FromStr;

/// Whose object storage it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vendor {
    /// Amazon S3, and what speaks as it does.
    S3,
    /// Azure Blob Storage.
    Azure,
    /// Google Cloud Storage.
    Google,
}

impl Vendor {
    const ALL: [Self; 3] = [Self::S3, Self::Azure, Self::Google];

    /// What its addresses begin with.
    fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Azure => "az",
            Self::Google => "gs",
        }
    }
}

/// A prefix of a bucket, under which the files of one state folder stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub(crate) vendor: Vendor,
    pub(crate) bucket: String,
    /// Without a slash at either end; empty for the whole bucket.
    pub(crate) prefix: String,
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It begins otherwise.
    #[error("it begins with none of s3://, az:// and gs://")]
    Scheme,
    /// No bucket is named, or one with characters that no vendor allows.
    #[error(
        "after {0}:// comes the name of a bucket: letters, digits, hyphens, dots and underscores"
    )]
    Bucket(&'static str),
    /// A part of the prefix is empty, `.` or `..`, or holds other characters.
    #[error("`{0}` can be no part of a prefix: letters, digits, hyphens, dots and underscores can")]
    Prefix(String),
}

impl Address {
    /// Whether a text is meant for an address and not for a folder: it begins as one.
    pub fn is_meant(text: &str) -> bool {
        Vendor::ALL
            .iter()
            .any(|vendor| after(*vendor, text).is_some())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let found = Vendor::ALL
            .into_iter()
            .find_map(|vendor| Some((vendor, after(vendor, text)?)));
        let (vendor, rest) = found.ok_or(AddressError::Scheme)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if !is_plain(bucket) {
            return Err(AddressError::Bucket(vendor.scheme()));
        }
        let prefix = prefix.strip_suffix('/').unwrap_or(prefix);
        let mut parts = prefix.split('/');
        if let Some(part) = parts.find(|part| !is_plain(part) && !prefix.is_empty()) {
            return Err(AddressError::Prefix(part.to_owned()));
        }
        Ok(Self {
            vendor,
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            vendor,
            bucket,
            prefix,
        } = self;
        write!(to, "{}://{bucket}", vendor.scheme())?;
        if prefix.is_empty() {
            return Ok(());
        }
        write!(to, "/{prefix}")
    }
}

fn after(vendor: Vendor, text: &str) -> Option<&str> {
    text.strip_prefix(vendor.scheme())?.strip_prefix("://")
}

/// What needs no escape in any vendor's addresses.
fn is_plain(part: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || "-._".contains(character);
    !matches!(part, "" | "." | "..") && part.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_shown() {
        for (text, bucket, prefix) in [
            ("s3://team-state/contoso", "team-state", "contoso"),
            ("az://state/tenants/contoso", "state", "tenants/contoso"),
            ("gs://state", "state", ""),
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!((&*address.bucket, &*address.prefix), (bucket, prefix));
            assert_eq!(address.to_string(), text);
            assert!(Address::is_meant(text));
        }
        let address: Address = "s3://team/contoso/".parse().unwrap();
        assert_eq!(address.to_string(), "s3://team/contoso");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let refused = |text: &str| text.parse::<Address>().unwrap_err();
        assert_eq!(refused("http://team/contoso"), AddressError::Scheme);
        assert_eq!(refused("s3://"), AddressError::Bucket("s3"));
        assert_eq!(
            refused("s3://key:secret@team/x"),
            AddressError::Bucket("s3")
        );
        for part in ["..", "", "a b", "a?b"] {
            let address = format!("az://team/{part}/x");
            assert_eq!(refused(&address), AddressError::Prefix(part.to_owned()));
        }
        for folder in [".attune", "s3", "C:\\state", "s3:/x"] {
            assert!(!Address::is_meant(folder), "{folder}");
        }
    }
}
