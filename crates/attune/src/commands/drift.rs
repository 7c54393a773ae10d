//! `attune drift`: looks at the tenant and says what differs and whose doing that is. It never changes the tenant.

mod checkout;
mod heal;
mod left;
mod sight;
mod write_back;

use attune_model::{Drift, Plan, ProblemKind};
use attune_report::drift::{DriftDocument, junit, prometheus, sarif, text};
use attune_report::fleet::Standing;

use super::talk_error;
use crate::cli::{DriftArgs, DriftFormat, FleetArgs, ManifestArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::fleet::{Notify, OnTenants, Reports, Standings, Table, Watch, for_one_only};
use crate::last_drift::LastDrift;
use crate::stage::Stage;
use crate::{clock, file, output, report};
use sight::Sight;

impl OnTenants for DriftArgs {
    const NAME: &'static str = "drift";

    fn fleet(&self) -> &FleetArgs {
        &self.fleet
    }

    fn manifest(&mut self) -> &mut ManifestArgs {
        &mut self.manifest
    }

    fn notify(&self) -> Option<Notify<'_>> {
        let link = self.link.as_ref();
        self.notify.then_some(Notify { link })
    }

    fn standings(&self) -> Standings {
        Standings {
            done: Standing::InSync,
            due: Standing::Drifted,
        }
    }

    fn table(&self) -> Result<Table, CommandError> {
        match self.format {
            DriftFormat::Text => Ok(Table::Text),
            DriftFormat::Json => Ok(Table::Json),
            DriftFormat::Junit => Err(for_one_only("junit")),
            DriftFormat::Sarif => Err(for_one_only("sarif")),
        }
    }

    fn of_tenant(&mut self, name: &str, reports: Option<&Reports>) {
        self.format = DriftFormat::Text;
        self.report = Reports::only(reports, "json", DriftFormat::Json);
        self.prometheus = self
            .prometheus
            .take()
            .map(|folder| folder.join(format!("{name}.prom")));
        let out = &mut self.answer.out;
        *out = out.take().map(|folder| folder.join(format!("{name}.json")));
    }

    async fn visit(&self, watch: &mut Watch) -> Result<Exit, CommandError> {
        if self.answer.heal {
            return heal::visit(self, watch).await;
        }
        let stage = match Stage::load(&self.manifest).await {
            Ok(stage) => stage,
            Err(error) => return failed(self, String::new(), &error, watch),
        };
        match look(self, &stage, watch).await {
            Ok((plan, document, exit)) => {
                write(self, &document)?;
                report::talk_problems(&stage.manifest, &plan);
                Ok(exit)
            }
            Err(error) => failed(self, stage.tenant(), &error, watch),
        }
    }
}

async fn look(
    args: &DriftArgs,
    stage: &Stage,
    watch: &mut Watch,
) -> Result<(Plan, DriftDocument, Exit), CommandError> {
    let sight = Sight::of(stage).await?;
    watch.looked(stage, &sight.observed);
    let (plan, drift) = sight.compare(&stage.manifest);
    let exit = exit(&drift);
    let unchanged = if args.since_last && matches!(exit, Exit::Done | Exit::ChangesDue) {
        LastDrift::remember(&stage.state, &drift, clock::now()).await?
    } else {
        None
    };
    let exit = if unchanged.is_some() {
        Exit::Done
    } else {
        exit
    };
    let problems = report::plan_document(&stage.manifest, &plan, exit).problems;
    let locate = |place: &attune_model::Place| stage.manifest.locate(place);
    let mut document = DriftDocument::of(&drift, problems, locate, exit.code());
    if !drift.differences.is_empty() {
        document.unchanged_since = unchanged.map(|last| last.at.to_string());
    }
    if args.answer.write_back && matches!(exit, Exit::Done | Exit::ChangesDue) {
        let manifest = &stage.manifest;
        document.write_back = Some(write_back::run(&args.manifest, manifest, &sight, &drift)?);
    }
    watch.differs(&document);
    Ok((plan, document, exit))
}

fn exit(drift: &Drift) -> Exit {
    let unreadable = |kind| kind == ProblemKind::Unreadable;
    if drift
        .problems
        .iter()
        .any(|problem| unreadable(problem.kind))
    {
        Exit::CouldNotLook
    } else if !drift.problems.is_empty() {
        Exit::Error
    } else if drift.differences.is_empty() {
        Exit::Done
    } else {
        Exit::ChangesDue
    }
}

fn write(args: &DriftArgs, document: &DriftDocument) -> Result<(), CommandError> {
    // Whoever reads the textfile is told first: a closed pipe on stdout keeps nothing from them.
    if let Some(path) = &args.prometheus {
        file::write(path, &prometheus(document, clock::now()))?;
    }
    report::deliver_each(args.format, &args.report, |format| match format {
        DriftFormat::Text => Ok(text(document)),
        DriftFormat::Json => output::json(document),
        DriftFormat::Junit => Ok(junit(document)),
        DriftFormat::Sarif => output::json(&sarif(document)),
    })
}

fn failed(
    args: &DriftArgs,
    tenant: String,
    error: &CommandError,
    watch: &mut Watch,
) -> Result<Exit, CommandError> {
    watch.failed(error);
    let exit = error.exit();
    let document = DriftDocument::failed(tenant, error.json(), exit.code());
    write(args, &document)?;
    talk_error(error);
    Ok(exit)
}
