//! Amazon S3, and servers that speak as it does.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey as Key, S3ConditionalPut};

use super::{Setup, once};
use crate::StoreError;
use crate::endpoint::endpoint;

const CREDENTIALS: &str = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN), or AWS_ROLE_ARN and \
                           AWS_WEB_IDENTITY_TOKEN_FILE";

/// The later wins, as in the tools of AWS.
const VARIABLES: [(&str, Key); 8] = [
    ("AWS_ACCESS_KEY_ID", Key::AccessKeyId),
    ("AWS_SECRET_ACCESS_KEY", Key::SecretAccessKey),
    ("AWS_SESSION_TOKEN", Key::Token),
    ("AWS_DEFAULT_REGION", Key::Region),
    ("AWS_REGION", Key::Region),
    ("AWS_ROLE_ARN", Key::RoleArn),
    ("AWS_ROLE_SESSION_NAME", Key::RoleSessionName),
    ("AWS_WEB_IDENTITY_TOKEN_FILE", Key::WebIdentityTokenFile),
];

/// The one for S3 comes before the one for all services.
const ENDPOINTS: [&str; 2] = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];

pub(super) fn store(setup: &Setup<'_>) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let has = |name| setup.variable(name).is_some();
    let is_signed = has("AWS_ACCESS_KEY_ID") && has("AWS_SECRET_ACCESS_KEY");
    let is_role = has("AWS_ROLE_ARN") && has("AWS_WEB_IDENTITY_TOKEN_FILE");
    if !(is_signed || is_role) {
        return Err(setup.no_credentials(CREDENTIALS));
    }
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&setup.address.bucket)
        .with_conditional_put(S3ConditionalPut::ETagMatch)
        .with_retry(once());
    for (key, value) in setup.set(&VARIABLES) {
        builder = builder.with_config(key, value);
    }
    let mut is_plain = false;
    for name in ENDPOINTS {
        if let Some(text) = setup.variable(name) {
            let endpoint = endpoint(name, &text)?;
            is_plain = endpoint.is_plain;
            builder = builder
                .with_endpoint(endpoint.url)
                .with_allow_http(is_plain);
            break;
        }
    }
    let connector = setup.connector(is_plain)?;
    setup.built(builder.with_http_connector(connector).build())
}
