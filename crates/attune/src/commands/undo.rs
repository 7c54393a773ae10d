//! `attune undo`: takes back what a run changed. Plans, asks, carries out, verifies, like `apply`.

use attune_apply::ledger::Ledger;
use attune_apply::ports::TenantRead as _;
use attune_apply::{Before, UndoError, undo};

use crate::cli::UndoArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::run::{Carry, Course, Site, approve, show_plan};
use crate::saved::Origin;
use crate::stage::Stage;
use crate::{connection, console, lock, output, report};

pub(crate) async fn run(args: &UndoArgs) -> Result<Exit, CommandError> {
    let mut course = Course::default();
    let ended = taken_back(&mut course, args).await;
    course.tell(&args.run.output, ended)
}

async fn taken_back(course: &mut Course, args: &UndoArgs) -> Result<Exit, CommandError> {
    let stage = Stage::load(&args.manifest)?;
    course.tenant = stage.tenant();
    let wording = console::wording(&args.run.operator)?;
    // Before the ledger is opened, which makes its folder: where nothing was done, nothing is left behind.
    let entries = Ledger::read(&stage.state)?;
    let tenant = connection::connect(&stage.manifest.connection).await?;
    let identity = tenant.identity().await?;
    let seat = stage.seat(&args.run.browser, &identity);
    let mut console = console::console_of(&args.run.operator, seat).await?;
    let policy = console::policy(&args.run.allow, &identity.console_url).await?;
    if entries.is_empty() {
        return Err(CommandError::from(UndoError::NothingDone));
    }
    let ledger = lock::ledger(&stage.state, "undo", &args.run.lock).await?;
    let observed = stage.observe(&tenant, ledger.memory()).await?;
    console.learn(&observed);
    let entries = Ledger::read(&stage.state)?;
    let taken_back = undo(&entries, args.of.as_deref(), &observed)?;
    output::talk(&format!(
        "Taking back the run {} of {}.\n",
        taken_back.run, taken_back.at
    ));
    let desired = &stage.manifest.desired;
    let plan = attune_plan::judged(
        desired,
        &observed,
        &policy,
        taken_back.steps,
        taken_back.notes,
    );
    course.planned(&plan, report::problems_alone(&plan));
    show_plan(&args.run, &plan)?;
    report::talk_problems_alone(&plan);
    if !plan.can_apply() || plan.steps.is_empty() {
        return Ok(report::plan_exit(&plan, false));
    }
    approve(&args.run, &plan)?;
    let carry = Carry {
        credentials: &stage.credentials,
        sinks: &stage.sinks(),
        before: Before::default(),
        plan: &plan,
    };
    let site = Site {
        tenant: &tenant,
        console,
        wording: wording.at(&identity.console_url),
        ledger,
    };
    let origin = Origin::of_stage(&stage, &args.run.allow, None);
    course.carry_out(carry, site, &origin).await
}
