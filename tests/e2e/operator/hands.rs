//! Somebody's hands at the admin pages: at the simulator's port, or at whatever else is a console.

use attune_apply::ports::Console;
use attune_console::SimulatedOperator;
use attune_model::Credentials;
use tokio::runtime::{Builder, Runtime};

use super::told::Told;
use crate::harness::Sim;

/// Does what a step says.
pub(crate) struct Hands<C> {
    console: C,
    /// Key and secret on the form that is open and not saved.
    drafted: Option<Credentials>,
    runtime: Runtime,
}

impl Hands<SimulatedOperator> {
    /// At the port of a simulator, where no page is drawn.
    pub(super) fn at_the_port(sim: &Sim) -> Self {
        Self::at(async || {
            let found = SimulatedOperator::connect(&sim.console).await.unwrap();
            found.expect("a simulator")
        })
    }
}

impl<C: Console> Hands<C> {
    /// At a console of this making.
    pub(crate) fn at(console: impl AsyncFnOnce() -> C) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        Self {
            console: runtime.block_on(console()),
            drafted: None,
            runtime,
        }
    }

    /// Does it. For an API user key and secret are generated first; the form is saved when the step is asked for again.
    pub(super) fn do_as(&mut self, told: &Told) {
        let Self {
            console,
            drafted,
            runtime,
        } = self;
        let done = runtime.block_on(async {
            if !told.is_new_api_user() {
                told.carry_out(console).await
            } else if let Some(credentials) = drafted.take() {
                told.save_api_user(console, &credentials).await
            } else {
                *drafted = Some(console.draft_api_user(None).await?);
                Ok(())
            }
        });
        done.unwrap_or_else(|error| panic!("{error}:\n{told}"));
    }

    /// What the form shows that is open.
    pub(super) fn drafted(&self) -> &Credentials {
        self.drafted.as_ref().expect("a form is open")
    }
}
