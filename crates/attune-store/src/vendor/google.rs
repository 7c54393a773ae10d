//! Google Cloud Storage.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey as Key};

use super::{Setup, once};
use crate::StoreError;

const CREDENTIALS: &str = "GOOGLE_APPLICATION_CREDENTIALS (the file of an account) or GOOGLE_SERVICE_ACCOUNT_KEY (its \
                           content)";

const VARIABLES: [(&str, Key); 2] = [
    (
        "GOOGLE_APPLICATION_CREDENTIALS",
        Key::ApplicationCredentials,
    ),
    ("GOOGLE_SERVICE_ACCOUNT_KEY", Key::ServiceAccountKey),
];

pub(super) fn store(setup: &Setup<'_>) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let values = setup.set(&VARIABLES);
    if values.is_empty() {
        return Err(setup.no_credentials(CREDENTIALS));
    }
    let mut builder = GoogleCloudStorageBuilder::new()
        .with_bucket_name(&setup.address.bucket)
        .with_retry(once());
    for (key, value) in values {
        builder = builder.with_config(key, value);
    }
    let connector = setup.connector(false)?;
    setup.built(builder.with_http_connector(connector).build())
}
