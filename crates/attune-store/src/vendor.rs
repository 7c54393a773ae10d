//! The three vendors' stores, from the variables that their own tools read.
//!
//! Credentials that only the machine knows (instance and task roles) are asked over plain http; they are not used.

mod azure;
mod google;
mod s3;

use std::sync::Arc;

use object_store::{ObjectStore, RetryConfig};

use crate::client::{Connector, StoreTime};
use crate::{Address, Settings, StoreError, Vendor};

/// The store of an address; its answers tell `time`.
pub(crate) fn store(
    address: &Address,
    settings: &Settings<'_>,
    time: &StoreTime,
) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let setup = Setup {
        address,
        environment: settings.environment,
        time,
    };
    match address.vendor {
        Vendor::S3 => s3::store(&setup),
        Vendor::Azure => azure::store(&setup),
        Vendor::Google => google::store(&setup),
    }
}

/// What a vendor's store is made of.
struct Setup<'a> {
    address: &'a Address,
    environment: &'a dyn Fn(&str) -> Option<String>,
    time: &'a StoreTime,
}

impl Setup<'_> {
    /// The value of a variable; empty counts as not set.
    fn variable(&self, name: &str) -> Option<String> {
        (self.environment)(name).filter(|value| !value.is_empty())
    }

    /// The variables that are set, in their order, with what each stands for.
    fn set<K: Copy>(&self, variables: &[(&str, K)]) -> Vec<(K, String)> {
        let set = variables.iter();
        set.filter_map(|(name, key)| Some((*key, self.variable(name)?)))
            .collect()
    }

    fn connector(&self, is_plain: bool) -> Result<Connector, StoreError> {
        Connector::new(is_plain, self.time.clone()).map_err(|cause| StoreError::Setup {
            address: self.address.clone(),
            cause,
        })
    }

    fn no_credentials(&self, wanted: &'static str) -> StoreError {
        StoreError::Credentials {
            address: self.address.clone(),
            wanted,
        }
    }

    /// The builder's words name options, not their values, unless a value is an address or a path.
    fn built<S: ObjectStore>(
        &self,
        built: object_store::Result<S>,
    ) -> Result<Arc<dyn ObjectStore>, StoreError> {
        let store = built.map_err(|error| StoreError::Setup {
            address: self.address.clone(),
            cause: error.to_string(),
        })?;
        Ok(Arc::new(store))
    }
}

/// One try: [`crate::store`] tries again.
fn once() -> RetryConfig {
    RetryConfig {
        max_retries: 0,
        ..RetryConfig::default()
    }
}
