//! Plans of manifests over one look at the simulated tenant.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use attune_apply::ledger::Memory;
use attune_apply::{Captures, SecretSinks, Sight, observe};
use attune_autotask::Autotask;
use attune_manifest::load;
use attune_model::{Observed, Plan, Policy, Timestamp};
use attune_sim::Tenant;

use crate::inside;

/// The tenant of the examples, as attune sees it at its first look.
pub(super) fn look() -> Observed {
    inside::runtime().block_on(async {
        let simulator = inside::serve(Tenant::contoso()).await;
        let options = inside::options(&simulator);
        let autotask = Autotask::connect(options).await.unwrap();
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
