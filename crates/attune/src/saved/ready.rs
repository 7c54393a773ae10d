//! A saved plan that nothing stands against, about to be carried out.

use std::collections::BTreeMap;
use std::path::Path;

use attune_apply::ledger::{Ledger, Memory};
use attune_apply::{Captures, SecretSinks};
use attune_autotask::{Autotask, Limits};
use attune_console::{AnyConsole, Wording};
use attune_model::Observed;
use attune_store::State;

use super::{Origin, SavedPlan, check_tenant};
use crate::cli::RunArgs;
use crate::console::Seat;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Carry, Course, Site, approve};
use crate::{connection, console, ground};

/// A plan that was looked at again and approved.
pub(crate) struct Ready<'a> {
    saved: &'a SavedPlan,
    file: &'a Path,
    /// Where the ledger is.
    pub(crate) state: State,
    tenant: Autotask,
    credentials: SecretSinks,
    console: AnyConsole,
    wording: Wording,
}

impl<'a> Ready<'a> {
    /// Looks at the tenant of the plan saved at `file`, refuses what `check` says moved, takes a seat at the console and asks.
    pub(crate) async fn look(
        saved: &'a SavedPlan,
        file: &'a Path,
        state: State,
        args: &RunArgs,
        limits: Limits,
        memory: &Memory,
        check: impl Fn(&SavedPlan, &Observed) -> Result<(), CommandError>,
    ) -> Result<Self, CommandError> {
        let plan = &saved.content.plan;
        let wording = console::wording(&args.operator)?;
        let from = saved.connection(file);
        let tenant = connection::connect(&from, limits).await?;
        let credentials = connection::sinks(&from, &saved.folder(file));
        let captures = Captures::read(state.folder())?;
        let name = plan.tenant.as_str();
        let observed =
            ground::look_over_rest(name, &tenant, memory, &captures, &credentials).await?;
        let identity = &observed.tenant;
        check_tenant(saved, identity.database)?;
        check(saved, &observed)?;
        let seat = Seat {
            browser: &args.browser,
            connection: &from,
            state: state.folder(),
            tenant: name,
            identity,
        };
        let mut console = console::console_of(&args.operator, seat).await?;
        console.learn(&observed);
        // What only the simulator may be told is asked again: this may be another tenant.
        console::policy(&saved.allow(), &identity.console_url).await?;
        approve(args, plan)?;
        Ok(Self {
            saved,
            file,
            state,
            tenant,
            credentials,
            console,
            wording: wording.at(&identity.console_url),
        })
    }

    /// Carries it out.
    pub(crate) async fn carry_out(
        self,
        course: &mut Course,
        ledger: Ledger,
    ) -> Result<Exit, CommandError> {
        let content = &self.saved.content;
        let carry = Carry {
            credentials: &self.credentials,
            // The plan stands on no right that only its API users see.
            sinks: &BTreeMap::new(),
            before: content.before.clone(),
            plan: &content.plan,
        };
        let site = Site {
            tenant: &self.tenant,
            console: self.console,
            wording: self.wording,
            ledger,
        };
        let origin = Origin::of_saved(self.saved, self.file, self.state);
        Box::pin(course.carry_out(carry, site, &origin)).await
    }
}
