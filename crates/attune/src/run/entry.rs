//! The way into the tenant of a manifest: the connection, and whoever sits at its console.

use attune_apply::Before;
use attune_apply::ledger::{Applied, Ledger};
use attune_apply::ports::TenantRead as _;
use attune_autotask::Autotask;
use attune_console::{AnyConsole, Wording};
use attune_model::{Observed, Plan, Policy};

use super::{Carry, Course, Site};
use crate::cli::RunArgs;
use crate::console;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::saved::Origin;
use crate::stage::Stage;

/// A manifest's tenant, open to be worked on.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    stage: &'a Stage,
    args: &'a RunArgs,
    tenant: Autotask,
    console: AnyConsole,
    wording: Wording,
    /// What the command line allows.
    pub(crate) policy: Policy,
}

impl<'a> Entry<'a> {
    /// Signs in and takes a seat at the console.
    pub(crate) async fn of(stage: &'a Stage, args: &'a RunArgs) -> Result<Self, CommandError> {
        let wording = console::wording(&args.operator)?;
        let tenant = stage.connect().await?;
        let identity = tenant.identity().await?;
        let ground = Ground::from(stage);
        let seat = ground.seat(&args.browser, &identity);
        Ok(Self {
            stage,
            args,
            console: console::console_of(&args.operator, seat).await?,
            wording: wording.at(&identity.console_url),
            policy: console::policy(&args.allow, &identity.console_url).await?,
            tenant,
        })
    }

    /// Looks at the tenant; the console learns what was seen.
    pub(crate) async fn observe(&mut self, ledger: &Ledger) -> Result<Observed, CommandError> {
        let observed = self.stage.observe(&self.tenant, ledger.memory()).await?;
        self.console.learn(&observed);
        Ok(observed)
    }

    /// Carries a plan out that was made now; `applied` is the manifest, where the plan is for all of it.
    pub(crate) async fn carry_out(
        self,
        course: &mut Course,
        ledger: Ledger,
        plan: &Plan,
        applied: Option<Applied>,
    ) -> Result<Exit, CommandError> {
        let carry = Carry {
            credentials: &self.stage.credentials,
            sinks: &self.stage.sinks(),
            before: Before::default(),
            plan,
        };
        let site = Site {
            tenant: &self.tenant,
            console: self.console,
            wording: self.wording,
            ledger,
        };
        let origin = Origin::of_stage(self.stage, &self.args.allow, None).applying(applied);
        Box::pin(course.carry_out(carry, site, &origin)).await
    }
}
