//! The connection to one tenant.

use std::sync::Arc;

use attune_apply::ports::ReadError;
use attune_model::{Credentials, Secret, TenantIdentity};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::Value;
use url::Url;

use crate::error::Asked;
use crate::limits::Limits;
use crate::request::{Request, Sender};
use crate::retry::{RealTime, Wait};
use crate::tally::Tally;
use crate::{headers, zone};

/// What a connection needs.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// Replaces the address that is asked for the zone, such as the `rest` address of a simulator; ends in
    /// `/ATServicesRest/`. Plain `http` is accepted for this machine only.
    pub zone_url: Option<String>,
    /// Key and secret of the API user that attune signs in as.
    pub credentials: Credentials,
    /// The tracking identifier of that API user.
    pub integration_code: Secret,
}

/// One tenant over REST.
///
/// Calls run one after the other: an integration may have three at a time per object, and attune leaves those to
/// others (`rest.md` 6). Only effective rights are asked for three entities at a time.
#[derive(Debug)]
pub struct Autotask {
    pub(crate) sender: Sender,
    pub(crate) identity: TenantIdentity,
    pub(crate) host: String,
    pub(crate) key: String,
    pub(crate) integration_code: Secret,
    /// The credentials of the connection itself.
    pub(crate) signature: HeaderMap,
    pub(crate) base: Url,
}

impl Autotask {
    /// Finds the tenant's zone. The credentials are not tried yet: the first reading does that.
    ///
    /// # Errors
    ///
    /// [`ReadError::UnknownZone`] where no zone knows the key, [`ReadError::Unreachable`] also where an address would
    /// carry the credentials in clear text or a credential fits no header.
    pub async fn connect(options: ConnectOptions) -> Result<Self, ReadError> {
        Self::connect_counted(options, Tally::default()).await
    }

    /// Connects as [`Self::connect`] does, and counts every request, those that find the zone among them.
    ///
    /// # Errors
    ///
    /// As [`Self::connect`].
    pub async fn connect_counted(options: ConnectOptions, tally: Tally) -> Result<Self, ReadError> {
        Self::connect_by(options, Arc::new(RealTime), tally).await
    }

    /// Connects as [`Self::connect`] does, with another way to wait between the attempts of a read.
    ///
    /// # Errors
    ///
    /// As [`Self::connect`].
    pub async fn connect_waiting(
        options: ConnectOptions,
        wait: Arc<dyn Wait>,
    ) -> Result<Self, ReadError> {
        Self::connect_by(options, wait, Tally::default()).await
    }

    async fn connect_by(
        options: ConnectOptions,
        wait: Arc<dyn Wait>,
        tally: Tally,
    ) -> Result<Self, ReadError> {
        let ConnectOptions {
            zone_url,
            credentials,
            integration_code,
        } = options;
        let key = credentials.key.clone();
        let zone =
            zone::discover(zone_url.as_deref(), &key, Arc::clone(&wait), tally.clone()).await?;
        let host = attune_http::host(&zone.base);
        let unreachable = |cause| ReadError::Unreachable {
            host: host.clone(),
            cause,
        };
        let sender = Sender::new(&zone.base, wait, tally).map_err(unreachable)?;
        let signature = headers::signed(&credentials, &integration_code).map_err(unreachable)?;
        Ok(Self {
            sender,
            identity: zone.identity,
            host,
            key,
            integration_code,
            signature,
            base: zone.base,
        })
    }

    /// The same connection within other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self {
            sender: self.sender.within(limits),
            ..self
        }
    }

    /// The context for errors of a reading.
    pub(crate) fn asked<'a>(&'a self, what: &'a str) -> Asked<'a> {
        Asked {
            host: &self.host,
            key: &self.key,
            what,
        }
    }

    /// A request to `path` below `V1.0/`, signed with the connection's own credentials.
    pub(crate) fn request(&self, method: Method, path: &str, body: Option<Value>) -> Request {
        let mut url = self.base.clone();
        url.set_path(&format!("{}V1.0/{path}", self.base.path()));
        Request {
            method,
            url,
            headers: self.signature.clone(),
            body,
        }
    }
}
