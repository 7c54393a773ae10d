//! `attune man`: prints the manual page, with all commands in it.

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use crate::cli::Cli;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

pub(crate) fn run() -> Result<Exit, CommandError> {
    let mut command = Cli::command();
    // Fills in what the parser knows of subcommands only once it is built.
    command.build();
    let mut page = Vec::new();
    let written = Man::new(command.clone())
        .render(&mut page)
        .and_then(|()| commands(&command, "attune", &mut page));
    written.map_err(|cause| {
        CommandError::state(
            anyhow::Error::from(cause),
            "The manual page could not be put together.",
        )
    })?;
    output::result(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Done)
}

/// The synopsis and options of every command, each after those it belongs to.
fn commands(parent: &Command, path: &str, page: &mut Vec<u8>) -> std::io::Result<()> {
    for command in parent.get_subcommands() {
        if command.get_name() == "help" {
            continue;
        }
        let path = format!("{path} {}", command.get_name());
        let man = Man::new(command.clone());
        let mut section = Vec::new();
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        // One page for all commands: what would be sections of a page of its own are parts of this one's.
        let text = String::from_utf8_lossy(&section)
            .replace(".SH DESCRIPTION\n", "")
            .replace(".SH OPTIONS\n", ".SS Options\n");
        page.extend_from_slice(format!(".SH {}\n{text}", path.to_uppercase()).as_bytes());
        commands(command, &path, page)?;
    }
    Ok(())
}
