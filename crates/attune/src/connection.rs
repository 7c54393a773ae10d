//! From the references of a manifest to a connection.

use std::path::Path;

use attune_apply::SecretSinks;
use attune_apply::ports::ReadError;
use attune_autotask::{Autotask, ConnectOptions, Limits};
use attune_manifest::{Connection, Reference};
use attune_model::{Credentials, Secret};

use crate::error::CommandError;
use crate::{environment, progress, record};

/// Fetches what the manifest refers to and finds the tenant's zone.
pub(crate) async fn connect(
    connection: &Connection,
    limits: Limits,
) -> Result<Autotask, CommandError> {
    Ok(reach(options(connection)?).await?.within(limits))
}

/// Finds the tenant's zone.
pub(crate) async fn reach(options: ConnectOptions) -> Result<Autotask, ReadError> {
    let finding = Autotask::connect_counted(options, record::tally());
    let tenant = progress::while_waiting("finding the tenant's zone", finding).await?;
    record::reached(tenant.host());
    Ok(tenant)
}

/// Fetches what the manifest refers to.
pub(crate) fn options(connection: &Connection) -> Result<ConnectOptions, CommandError> {
    let Connection {
        user_name,
        secret,
        integration_code,
    } = connection;
    Ok(ConnectOptions {
        zone_url: environment::zone_url(),
        credentials: Credentials {
            key: fetch(user_name, "the user name (key)")?,
            secret: Secret::new(fetch(secret, "the secret")?),
        },
        integration_code: Secret::new(fetch(integration_code, "the integration code")?),
    })
}

/// The secret sinks of a manifest in `folder`. Commands do not get what attune itself signs in with.
pub(crate) fn sinks(connection: &Connection, folder: &Path) -> SecretSinks {
    SecretSinks::in_folder(folder)
        .with_identity(environment::age_identity())
        .running_commands(environment::runs_commands())
        .withholding(variables(connection))
}

/// What collectors of OpenTelemetry are signed in to with: nothing that attune starts needs it.
const SECRETS_OF_TELEMETRY: [&str; 4] = [
    "OTEL_EXPORTER_OTLP_HEADERS",
    "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
    "OTEL_EXPORTER_OTLP_METRICS_HEADERS",
    "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
];

/// The environment variables that attune itself signs in with, to the tenant and to a collector: those of the manifest, and those it would
/// have by default.
pub(crate) fn variables(connection: &Connection) -> impl Iterator<Item = String> {
    [connection.clone(), Connection::default()]
        .into_iter()
        .flat_map(|connection| {
            let Connection {
                user_name,
                secret,
                integration_code,
            } = connection;
            [user_name, secret, integration_code]
        })
        .filter_map(|reference| match reference {
            Reference::Environment(name) => Some(name),
            Reference::File(_) => None,
        })
        .chain(SECRETS_OF_TELEMETRY.map(str::to_owned))
}

/// What a reference leads to.
pub(crate) fn fetch(reference: &Reference, what: &str) -> Result<String, CommandError> {
    match reference {
        Reference::Environment(name) => environment::variable(name).ok_or_else(|| {
            CommandError::credential(
                format!("{what} is to be in the environment variable {name}, which is not set"),
                format!("Set {name}, or name another source under `connection` in the manifest."),
            )
        }),
        Reference::File(path) => {
            let text = std::fs::read_to_string(path).map_err(|cause| {
                CommandError::credential(
                    format!(
                        "{what} is to be in {}, which cannot be read: {cause}",
                        path.display()
                    ),
                    "Make the file, or name another source under `connection` in the manifest.",
                )
            })?;
            Ok(text.trim_end_matches(['\n', '\r']).to_owned())
        }
    }
}
