//! Who carries out console steps.

use attune_model::catalogue::ORG_TERMS;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

/// Who carries out console steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConsoleKind {
    /// Nobody: the steps stay pending, and a checklist is written
    None,
    /// An operator at this terminal, told step by step what to do and asked what came of it
    Operator,
    /// An operator played by attune; only where the tenant is the simulator
    Simulated,
    /// attune, in a browser that it starts and you sign in to
    Browser,
    /// You, in a browser that attune starts: it opens each page, outlines each control, and waits
    Copilot,
}

/// Who is at the console, and in which words the steps are told.
#[derive(Clone, Debug, Args)]
pub(crate) struct OperatorArgs {
    /// Who carries out the steps at the admin console [default: operator on a terminal, else none]
    #[arg(long, value_enum)]
    pub(crate) console: Option<ConsoleKind>,
    /// The operator's name, which stands on everything that REST cannot show; asked for where it is not given
    #[arg(long, value_name = "NAME")]
    pub(crate) operator: Option<String>,
    /// The tenant's own word for its customer records
    #[arg(long, value_name = "WORD", default_value = "Organization", value_parser = terms())]
    pub(crate) organization_term: String,
    /// The language of the console's labels: en or fr
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: String,
}

fn terms() -> PossibleValuesParser {
    PossibleValuesParser::new(ORG_TERMS.map(|(one, _)| one))
}
