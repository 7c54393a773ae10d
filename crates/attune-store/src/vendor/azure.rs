//! Azure Blob Storage.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::azure::{AzureConfigKey as Key, MicrosoftAzureBuilder};

use super::{Setup, once};
use crate::StoreError;
use crate::endpoint::endpoint;

const CREDENTIALS: &str = "AZURE_STORAGE_ACCOUNT_NAME, and AZURE_STORAGE_ACCOUNT_KEY, AZURE_STORAGE_SAS_TOKEN, or \
                           AZURE_TENANT_ID and AZURE_CLIENT_ID with AZURE_CLIENT_SECRET or AZURE_FEDERATED_TOKEN_FILE";

/// The account has two names: that of Azure's command line, and that of its libraries.
const VARIABLES: [(&str, Key); 10] = [
    ("AZURE_STORAGE_ACCOUNT", Key::AccountName),
    ("AZURE_STORAGE_ACCOUNT_NAME", Key::AccountName),
    ("AZURE_STORAGE_KEY", Key::AccessKey),
    ("AZURE_STORAGE_ACCOUNT_KEY", Key::AccessKey),
    ("AZURE_STORAGE_SAS_TOKEN", Key::SasKey),
    ("AZURE_TENANT_ID", Key::AuthorityId),
    ("AZURE_CLIENT_ID", Key::ClientId),
    ("AZURE_CLIENT_SECRET", Key::ClientSecret),
    ("AZURE_FEDERATED_TOKEN_FILE", Key::FederatedTokenFile),
    ("AZURE_AUTHORITY_HOST", Key::AuthorityHost),
];

const ENDPOINT: &str = "AZURE_STORAGE_ENDPOINT";

pub(super) fn store(setup: &Setup<'_>) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let values = setup.set(&VARIABLES);
    let has = |wanted: Key| values.iter().any(|(key, _)| *key == wanted);
    let is_application = has(Key::AuthorityId)
        && has(Key::ClientId)
        && (has(Key::ClientSecret) || has(Key::FederatedTokenFile));
    let is_signed = has(Key::AccessKey) || has(Key::SasKey) || is_application;
    if !(has(Key::AccountName) && is_signed) {
        return Err(setup.no_credentials(CREDENTIALS));
    }
    let mut builder = MicrosoftAzureBuilder::new()
        .with_container_name(&setup.address.bucket)
        .with_retry(once());
    for (key, value) in values {
        builder = builder.with_config(key, value);
    }
    let mut is_plain = false;
    if let Some(text) = setup.variable(ENDPOINT) {
        let endpoint = endpoint(ENDPOINT, &text)?;
        is_plain = endpoint.is_plain;
        builder = builder
            .with_endpoint(endpoint.url)
            .with_allow_http(is_plain);
    }
    let connector = setup.connector(is_plain)?;
    setup.built(builder.with_http_connector(connector).build())
}
