//! Many tenants behind one address.
//!
//! All tenants are copies of one, which they share until one of them changes; they differ in name, domain and database.
//! Each has its own part of the address, which zone information tells for its key: `/t/NAME/ATServicesRest/`. There
//! everything is as with a [`Simulator`](crate::Simulator), the console at `/t/NAME/console/` included. `GET /fleet` tells
//! the role of every tenant and how many REST requests it had.

mod folder;
mod roster;
mod serve;
mod spec;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Instant;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use roster::Role;
pub use spec::FleetSpec;

use super::{Bootstrap, Shared, State, serve as tenant};
use crate::tenant::Tenant;
use roster::Roster;

/// A fleet that is being served; serving ends when this is dropped.
#[derive(Debug)]
pub struct Fleet {
    shared: Arc<Served>,
    bootstrap: Bootstrap,
    /// Dropping it tells the server to end.
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

/// What the server and the tests share.
#[derive(Debug)]
struct Served {
    address: SocketAddr,
    /// When the server began.
    since: Instant,
    roster: Roster,
    /// The tenants by name, each made when it is first asked for.
    tenants: BTreeMap<String, OnceLock<Arc<Shared>>>,
}

impl Served {
    /// A tenant's state.
    fn tenant(&self, name: &str) -> Option<&Arc<Shared>> {
        let slot = self.tenants.get(name)?;
        if slot.get().is_none() {
            let state = Mutex::new(State::of(self.roster.tenant(name)?));
            let address = self.address;
            // Where another request was quicker, its tenant is kept.
            drop(slot.set(Arc::new(Shared { address, state })));
        }
        slot.get()
    }

    /// How many REST requests a tenant had, by method and path.
    fn requests(&self, name: &str) -> BTreeMap<String, u64> {
        let made = self.tenants.get(name).and_then(OnceLock::get);
        made.map(|shared| shared.lock().traffic.requests.clone())
            .unwrap_or_default()
    }

    /// What `GET /fleet` tells.
    fn report(&self) -> Value {
        let tenants = self.roster.tenants.iter().map(|(name, (_, role))| {
            let requests: u64 = self.requests(name).values().sum();
            (name.clone(), json!({"role": role, "requests": requests}))
        });
        json!({"tenants": tenants.collect::<serde_json::Map<_, _>>()})
    }
}

impl Fleet {
    /// Serves a fleet at an address, port 0 for any, on the current tokio runtime; ready when it returns.
    ///
    /// # Errors
    /// Where the address cannot be listened at, or the specification has more special tenants than tenants.
    pub async fn start(spec: FleetSpec, listen: SocketAddr) -> io::Result<Self> {
        let invalid = |message| io::Error::new(io::ErrorKind::InvalidInput, message);
        spec.check().map_err(invalid)?;
        let roster = Roster::new(spec);
        let bootstrap = Bootstrap::of(&roster.template)
            .ok_or_else(|| invalid("the tenant has no API user of its own".to_owned()))?;
        let listener = TcpListener::bind(listen).await?;
        let names = roster.tenants.keys();
        let shared = Arc::new(Served {
            address: listener.local_addr()?,
            since: Instant::now(),
            tenants: names.map(|name| (name.clone(), OnceLock::new())).collect(),
            roster,
        });
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(serve::serve(listener, Arc::clone(&shared), stopped));
        Ok(Self {
            shared,
            bootstrap,
            stop,
            server,
        })
    }

    /// The address that is asked for the zone of any of the keys, `http://127.0.0.1:PORT/ATServicesRest/`.
    pub fn rest_url(&self) -> String {
        format!("http://{}{}", self.shared.address, tenant::REST)
    }

    /// The names of all tenants with their roles, by name.
    pub fn tenants(&self) -> impl Iterator<Item = (&str, Role)> {
        let tenants = self.shared.roster.tenants.iter();
        tenants.map(|(name, (_, role))| (name.as_str(), *role))
    }

    /// The names of the tenants with a role, sorted.
    pub fn names(&self, role: Role) -> Vec<&str> {
        let tenants = self.tenants().filter(|(_, it)| *it == role);
        tenants.map(|(name, _)| name).collect()
    }

    /// The credentials of each tenant's own integration, with another user name at each.
    pub fn bootstrap(&self) -> &Bootstrap {
        &self.bootstrap
    }

    /// The user name (key) of a tenant's own integration.
    pub fn user_name(&self, name: &str) -> Option<String> {
        let tenant = self.shared.roster.tenant(name)?;
        Some(tenant.login_of(tenant.resource(tenant.bootstrap)?))
    }

    /// How many REST requests a tenant had, by method and path below its own address:
    /// `GET /ATServicesRest/V1.0/Version`. Zone requests count, whichever tenant they reach.
    pub fn requests(&self, name: &str) -> BTreeMap<String, u64> {
        self.shared.requests(name)
    }

    /// Counts requests from 0 again.
    pub fn forget_requests(&self) {
        for shared in self.shared.tenants.values().filter_map(OnceLock::get) {
            shared.lock().traffic.requests.clear();
        }
    }

    /// How many tenants anything was asked of: only these take memory of their own.
    pub fn made(&self) -> usize {
        let tenants = self.shared.tenants.values();
        tenants.filter(|slot| slot.get().is_some()).count()
    }

    /// Looks at a tenant, or changes it, while none of its requests is answered; `None` where there is none of this name.
    pub fn with_tenant<T>(&self, name: &str, look: impl FnOnce(&mut Tenant) -> T) -> Option<T> {
        Some(look(&mut self.shared.tenant(name)?.lock().tenant))
    }

    /// Writes the folder of a workspace for the fleet: `attune.workspace.yaml`, a baseline with the levels, and a manifest of
    /// each tenant, all of it as the tenants are but for the drifting ones. Each key is in a file beside its manifest; secret
    /// and integration code are references to `AUTOTASK_SECRET` and `AUTOTASK_INTEGRATION_CODE`.
    ///
    /// # Errors
    /// Where the folder has something in it already, or cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        folder::write(&self.shared.roster, folder)
    }

    /// Stops serving and waits until all connections are closed.
    ///
    /// # Errors
    /// Where serving failed.
    pub async fn stop(self) -> io::Result<()> {
        drop(self.stop);
        self.server.await?
    }
}
