//! What a tenant answers over REST.

mod server;

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use attune_apply::ledger::Memory;
use attune_apply::{Captures, SecretSinks, Sight, observe};
use attune_autotask::{Autotask, ConnectOptions, Wait};
use attune_model::{Credentials, Reading, Secret, Timestamp};
use tokio::runtime::Runtime;

use self::server::Server;
use crate::printed::is_harmless;

const SECRET: &str = "s3cr3t-of-attune";
const CODE: &str = "c0de-of-attune";

/// The most requests that a look may take, whatever is answered: more is a loop.
const MOST: usize = 400;

struct World {
    runtime: Runtime,
    server: Server,
}

static WORLD: LazyLock<Option<Mutex<World>>> = LazyLock::new(|| {
    let runtime = Runtime::new().ok()?;
    let server = runtime.block_on(Server::start())?;
    Some(Mutex::new(World { runtime, server }))
});

/// Whatever is answered to whatever is asked, a look at a tenant ends, with a bounded number of requests; what it says of
/// failures is harmless and holds no secret.
///
/// The bytes are answers one after the other, divided by lines of `%%`; the last one is repeated. Each begins with a line
/// of its status and, after a blank, its content type.
pub fn check(bytes: &[u8]) {
    let Some(world) = &*WORLD else { return };
    let Ok(world) = world.lock() else { return };
    world.server.play(bytes);
    let said = world.runtime.block_on(look(&world.server.base));
    for text in said {
        is_harmless(&text);
        assert!(
            !text.contains(SECRET) && !text.contains(CODE),
            "a secret is told: {text}"
        );
    }
    let asked = world.server.asked();
    assert!(asked <= MOST, "asked {asked} times");
}

/// What a look says that cannot see everything.
async fn look(base: &str) -> Vec<String> {
    let options = ConnectOptions {
        zone_url: Some(base.to_owned()),
        credentials: Credentials {
            key: "attune@contoso.example".to_owned(),
            secret: Secret::new(SECRET),
        },
        integration_code: Secret::new(CODE),
    };
    let tenant = match Autotask::connect_waiting(options, Arc::new(NoTime)).await {
        Ok(tenant) => tenant,
        Err(error) => return vec![error.to_string()],
    };
    let nothing = Sight {
        memory: &Memory::default(),
        captures: &Captures::default(),
        credentials: &SecretSinks::in_folder("nowhere"),
        sinks: &BTreeMap::new(),
        refused: &BTreeMap::new(),
    };
    match observe(&tenant, &nothing, Timestamp::UNIX_EPOCH).await {
        Ok(observed) => {
            let failed = [
                why(&observed.levels),
                why(&observed.resources),
                why(&observed.fields),
            ];
            failed.into_iter().flatten().collect()
        }
        Err(error) => vec![error.to_string()],
    }
}

fn why<T>(reading: &Reading<T>) -> Option<String> {
    match reading {
        Reading::Read(_) => None,
        Reading::Failed(why) => Some(why.to_string()),
    }
}

/// Waits for nothing.
#[derive(Debug)]
struct NoTime;

impl Wait for NoTime {
    fn wait(&self, _time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }
}
