//! `attune explain`: which layers say something about a place, and which one wins.

use std::fmt::Write as _;

use attune_manifest::{Explanation, Loader, Standing, Statement, edit};

use crate::cli::ExplainArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, output};

pub(crate) fn run(args: &ExplainArgs) -> Result<Exit, CommandError> {
    let place = edit::place(&args.place)
        .map_err(|error| CommandError::usage(error.to_string(), error.refusal().help()))?;
    let manifest = Loader::new(clock::today()).load(&args.file)?;
    let explanation = manifest.explain(&place);
    output::result(&text(&explanation))?;
    Ok(Exit::Done)
}

fn text(explanation: &Explanation) -> String {
    let Explanation {
        place,
        value,
        statements,
        locked,
    } = explanation;
    let mut text = match (value, statements.is_empty()) {
        (Some(value), _) => format!("{place} = {value}\n"),
        (None, false) => format!("{place}\n"),
        (None, true) => {
            format!("{place}\n  No layer says anything here: attune does not manage it.\n")
        }
    };
    let places: Vec<String> = statements
        .iter()
        .map(|statement| statement.location.to_string())
        .collect();
    let width = places
        .iter()
        .map(|place| place.chars().count())
        .max()
        .unwrap_or(0);
    for (statement, at) in statements.iter().zip(&places) {
        let Statement {
            layer,
            location: _,
            at: said_at,
            says,
            standing,
        } = statement;
        let word = match standing {
            Standing::Wins => "wins",
            Standing::Overridden => "overridden",
            Standing::Drops => "dropped",
            Standing::Part => "part",
        };
        let around = if said_at == place {
            String::new()
        } else {
            format!(" (at {said_at})")
        };
        let recipe = if layer.starts_with("recipe ") {
            format!(" ({layer})")
        } else {
            String::new()
        };
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {word:<10}  {at:<width$}  {says}{around}{recipe}");
    }
    if let Some(at) = locked {
        let _ = writeln!(text, "  locked      {at}");
    }
    attune_report::clean_lines(&text)
}
