//! Plans of manifests over one look at the simulated tenant.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use attune_apply::ledger::Memory;
use attune_apply::{Captures, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, ConnectOptions};
use attune_manifest::load;
use attune_model::{Credentials, Observed, Plan, Policy, Timestamp};
use attune_sim::{Simulator, Tenant};

/// The tenant of the examples, as attune sees it at its first look.
pub(super) fn look() -> Observed {
    drop(rustls::crypto::ring::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listen = ([127, 0, 0, 1], 0).into();
        let simulator = Simulator::start(Tenant::contoso(), listen).await.unwrap();
        let bootstrap = simulator.bootstrap();
        let autotask = Autotask::connect(ConnectOptions {
            zone_url: Some(simulator.rest_url()),
            credentials: Credentials {
                key: bootstrap.user_name.clone(),
                secret: bootstrap.secret.clone(),
            },
            integration_code: bootstrap.integration_code.clone(),
        })
        .await
        .unwrap();
        let sight = Sight {
            memory: &Memory::default(),
            captures: &Captures::default(),
            credentials: &SecretSinks::in_folder("."),
            sinks: &BTreeMap::new(),
            refused: &BTreeMap::new(),
        };
        let observed = observe(&autotask, &sight, Timestamp::UNIX_EPOCH).await;
        observed.unwrap()
    })
}

/// What a manifest comes to, which is `at` once the files are written.
pub(super) fn plan(observed: &Observed, files: &[(&str, String)], at: &str) -> Plan {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let manifest = load(&folder.path().join(Path::new(at))).unwrap_or_else(|error| {
        panic!("{error}\n{files:#?}");
    });
    attune_plan::plan(&manifest.desired, observed, &Policy::default())
}
