//! attune's libraries in the process of the test, where a test has to be between them.

use attune_autotask::ConnectOptions;
use attune_model::Credentials;
use attune_sim::{Simulator, Tenant};
use tokio::runtime::{Builder, Runtime};

/// A runtime as small as can be.
pub(crate) fn runtime() -> Runtime {
    drop(rustls::crypto::ring::default_provider().install_default());
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

/// A tenant, served.
pub(crate) async fn serve(tenant: Tenant) -> Simulator {
    let listen = ([127, 0, 0, 1], 0).into();
    Simulator::start(tenant, listen).await.unwrap()
}

/// How to sign in to it as its administrator's API user.
pub(crate) fn options(simulator: &Simulator) -> ConnectOptions {
    let bootstrap = simulator.bootstrap();
    ConnectOptions {
        zone_url: Some(simulator.rest_url()),
        credentials: Credentials {
            key: bootstrap.user_name.clone(),
            secret: bootstrap.secret.clone(),
        },
        integration_code: bootstrap.integration_code.clone(),
    }
}
