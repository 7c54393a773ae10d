//! Serving a tenant over HTTP.

mod admin;
mod alteration;
mod answer;
mod console;
mod delivery;
mod disturbance;
pub mod fleet;
mod serve;
mod traffic;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use attune_model::Secret;
use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use self::disturbance::Disturbances;
use self::traffic::Traffic;
use crate::console::Sessions;
use crate::rest::identifier_of;
use crate::tenant::Tenant;

/// A tenant that is being served; serving ends when this is dropped.
#[derive(Debug)]
pub struct Simulator {
    address: SocketAddr,
    bootstrap: Bootstrap,
    state: Arc<Shared>,
    /// Dropping it tells the server to end.
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

/// What attune signs in with.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    /// The key of the API user.
    pub user_name: String,
    /// Its secret.
    pub secret: Secret,
    /// Its tracking identifier.
    pub integration_code: Secret,
}

impl Bootstrap {
    fn of(tenant: &Tenant) -> Option<Self> {
        let login = tenant.logins.get(&tenant.bootstrap)?;
        Some(Self {
            user_name: tenant.login_of(tenant.resource(tenant.bootstrap)?),
            secret: login.secret.clone(),
            integration_code: Secret::new(identifier_of(tenant, login)?),
        })
    }
}

/// What the server and the tests share.
#[derive(Debug)]
struct Shared {
    address: SocketAddr,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    tenant: Tenant,
    traffic: Traffic,
    disturbances: Disturbances,
    sessions: Sessions,
    /// How much of real time the tenant's clock was told.
    told: SignedDuration,
}

impl State {
    fn of(tenant: Tenant) -> Self {
        Self {
            tenant,
            traffic: Traffic::default(),
            disturbances: Disturbances::default(),
            sessions: Sessions::default(),
            told: SignedDuration::ZERO,
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Simulator {
    /// Serves a tenant at an address, port 0 for any, on the current tokio runtime; ready when it returns.
    ///
    /// Fails where the address cannot be listened at.
    pub async fn start(tenant: Tenant, listen: SocketAddr) -> io::Result<Self> {
        let bootstrap = Bootstrap::of(&tenant).ok_or(io::ErrorKind::InvalidInput)?;
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(Shared {
            address,
            state: Mutex::new(State::of(tenant)),
        });
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(serve::serve(listener, Arc::clone(&state), stopped));
        Ok(Self {
            address,
            bootstrap,
            state,
            stop,
            server,
        })
    }

    /// The base address of the REST API, `http://127.0.0.1:PORT/ATServicesRest/`.
    pub fn rest_url(&self) -> String {
        format!("http://{}{}", self.address, serve::REST)
    }

    /// The base address of the console, `http://127.0.0.1:PORT/console/`.
    pub fn console_url(&self) -> String {
        format!("http://{}{}", self.address, serve::CONSOLE)
    }

    /// The credentials of the tenant's own integration.
    pub fn bootstrap(&self) -> &Bootstrap {
        &self.bootstrap
    }

    /// Looks at the tenant, or changes it, while no request is answered.
    pub fn with_tenant<T>(&self, look: impl FnOnce(&mut Tenant) -> T) -> T {
        look(&mut self.state.lock().tenant)
    }

    /// How many REST requests came in, by method and path as received: `GET /ATServicesRest/V1.0/Version`.
    pub fn requests(&self) -> BTreeMap<String, u64> {
        self.state.lock().traffic.requests.clone()
    }

    /// Stops serving and waits until all connections are closed.
    pub async fn stop(self) -> io::Result<()> {
        drop(self.stop);
        self.server.await?
    }
}
