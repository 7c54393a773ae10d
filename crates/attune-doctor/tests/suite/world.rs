//! A simulated tenant, and a connection to it that keeps what was asked and may change what comes back.

use std::cell::RefCell;
use std::net::{Ipv4Addr, SocketAddr};

use attune_apply::ports::{Ask, Examine, Guise, ReadError, Reply};
use attune_autotask::{Autotask, ConnectOptions};
use attune_model::Credentials;
use attune_sim::{Simulator, Tenant};
use serde_json::Value;

pub(crate) struct World {
    autotask: Autotask,
    pub(crate) simulator: Simulator,
    change: fn(&mut Value),
    pub(crate) asked: RefCell<Vec<(Ask, Guise)>>,
}

impl World {
    pub(crate) async fn contoso() -> Self {
        Self::of(Tenant::contoso()).await
    }

    pub(crate) async fn of(tenant: Tenant) -> Self {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let simulator = Simulator::start(tenant, any_port).await.unwrap();
        let bootstrap = simulator.bootstrap().clone();
        let options = ConnectOptions {
            zone_url: Some(simulator.rest_url()),
            credentials: Credentials {
                key: bootstrap.user_name,
                secret: bootstrap.secret,
            },
            integration_code: bootstrap.integration_code,
        };
        Self {
            autotask: Autotask::connect(options).await.unwrap(),
            simulator,
            change: |_| {},
            asked: RefCell::default(),
        }
    }

    /// The same, with every answer changed on its way.
    pub(crate) fn changing(mut self, change: fn(&mut Value)) -> Self {
        self.change = change;
        self
    }
}

impl Examine for World {
    async fn examine(&self, ask: &Ask, guise: Guise) -> Result<Reply, ReadError> {
        self.asked.borrow_mut().push((ask.clone(), guise));
        let mut reply = self.autotask.examine(ask, guise).await?;
        if let Some(body) = &mut reply.body {
            (self.change)(body);
        }
        Ok(reply)
    }
}
