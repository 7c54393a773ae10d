//! Writes the schemas of the JSON outputs: `cargo run -p attune-report --example schemas -- schemas`.

use std::path::Path;
use std::{env, fs, io};

use attune_doctor::Report;
use attune_report::audit::AuditDocument;
use attune_report::audit::compare::CompareDocument;
use attune_report::diagnostics::DiagnosticsDocument;
use attune_report::drift::DriftDocument;
use attune_report::fleet::FleetDocument;
use attune_report::json::{ApplyDocument, PlanDocument, SavedPlanDocument, schema_text};
use attune_report::run::RunDocument;
use attune_report::verify::VerifyDocument;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "schemas".to_owned());
    let folder = Path::new(&folder);
    fs::write(folder.join("plan.v1.json"), schema_text::<PlanDocument>())?;
    fs::write(folder.join("apply.v1.json"), schema_text::<ApplyDocument>())?;
    fs::write(folder.join("drift.v1.json"), schema_text::<DriftDocument>())?;
    fs::write(
        folder.join("show.v1.json"),
        schema_text::<SavedPlanDocument>(),
    )?;
    fs::write(folder.join("audit.v1.json"), schema_text::<AuditDocument>())?;
    fs::write(
        folder.join("compare.v1.json"),
        schema_text::<CompareDocument>(),
    )?;
    fs::write(
        folder.join("verify.v1.json"),
        schema_text::<VerifyDocument>(),
    )?;
    fs::write(folder.join("run.v1.json"), schema_text::<RunDocument>())?;
    fs::write(folder.join("fleet.v1.json"), schema_text::<FleetDocument>())?;
    fs::write(folder.join("doctor.v1.json"), schema_text::<Report>())?;
    fs::write(
        folder.join("diagnostics.v1.json"),
        schema_text::<DiagnosticsDocument>(),
    )
}
