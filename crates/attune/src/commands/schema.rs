//! `attune schema`: prints a JSON schema for editors.

use attune_manifest::schema;

use crate::cli::{SchemaArgs, SchemaOf};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

pub(crate) fn run(args: &SchemaArgs) -> Result<Exit, CommandError> {
    let schema = match args.of {
        SchemaOf::Manifest => schema::manifest(),
        SchemaOf::Recipe => schema::recipe(),
    };
    output::result(&schema::to_text(&schema))?;
    Ok(Exit::Done)
}
