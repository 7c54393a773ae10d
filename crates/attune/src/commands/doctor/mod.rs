//! `attune doctor`: asks the tenant how it answers, by reading only.

mod words_to_try;

use attune_apply::ports::{ReadError, TenantRead as _};
use attune_autotask::Autotask;
use attune_console::AnyConsole;
use attune_doctor::pages::{self, Choice, Pages, Seen};
use attune_doctor::{Answers, NotLooked, Report, examine};
use attune_report::doctor::text;

use words_to_try::words_to_try;

use crate::cli::{ConsoleKind, DoctorArgs};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::ground::Ground;
use crate::{connection, console, file, ground, output, progress};

pub(crate) async fn run(args: &DoctorArgs) -> Result<Exit, CommandError> {
    match look(args).await {
        Ok((answers, seen)) => {
            let pages = seen.as_ref().map(|seen| &seen.pages);
            output::result(&text(&answers, pages, &output::text_options(true)))?;
            if let Some(seen) = &seen {
                tell(args, seen)?;
            }
            let pages = seen.map(|seen| seen.pages);
            let shown = |pages: Pages| {
                if args.with_labels {
                    pages
                } else {
                    pages.without_labels()
                }
            };
            write(
                args,
                &Report::of(answers, pages.map(shown), Exit::Done.code()),
            )?;
            Ok(Exit::Done)
        }
        Err(Blind { error, why }) => {
            write(args, &Report::failed(why, error.exit().code()))?;
            Err(error)
        }
    }
}

/// What only the terminal is told of pages.
fn tell(args: &DoctorArgs, seen: &Seen) -> Result<(), CommandError> {
    if let Some(trouble) = pages::text(&seen.opened) {
        let trouble = attune_report::clean_lines(&trouble);
        output::result(&format!("\n{trouble}"))?;
    }
    let own = args.browser.locators.as_deref();
    if let Some(patch) = words_to_try(seen, own)? {
        let what = match own {
            None => "as a file for --locators".to_owned(),
            Some(file) => format!("to be added to {}", file.display()),
        };
        output::result(&format!("\nOther words to try, {what}:\n\n{patch}"))?;
    }
    Ok(())
}

/// Nobody could look.
struct Blind {
    error: CommandError,
    why: NotLooked,
}

impl From<CommandError> for Blind {
    fn from(error: CommandError) -> Self {
        Self {
            error,
            why: NotLooked::NoConnection,
        }
    }
}

impl From<ReadError> for Blind {
    fn from(error: ReadError) -> Self {
        Self {
            why: NotLooked::of(&error).unwrap_or(NotLooked::NoConnection),
            error: error.into(),
        }
    }
}

async fn look(args: &DoctorArgs) -> Result<(Answers, Option<Seen>), Blind> {
    let ground = Ground::of(&args.manifest).await?;
    let tenant = connection::reach(connection::options(&ground.connection)?).await?;
    // One request shows whether the credentials are right, before any other is sent with them.
    if let Err(error) = tenant.resource_metadata().await
        && NotLooked::of(&error).is_some()
    {
        return Err(error.into());
    }
    let at_console = open_console(args, &ground, &tenant).await?;
    let asking = examine(&tenant, args.probe_refusals);
    let answers = progress::while_waiting("asking", asking).await;
    let pages = match at_console {
        None => None,
        Some(mut console) => {
            let choice = Choice::of(&tenant.resources().await?);
            let reading = Box::pin(pages::look(&mut console, &choice));
            let pages = progress::while_waiting("opening pages", reading).await;
            console.close().await;
            Some(pages)
        }
    };
    Ok((answers, pages))
}

async fn open_console(
    args: &DoctorArgs,
    ground: &Ground,
    tenant: &Autotask,
) -> Result<Option<AnyConsole>, Blind> {
    if args.console == ConsoleKind::None {
        return Ok(None);
    }
    let observed = ground::look_afresh(tenant).await?;
    let seat = ground.seat(&args.browser, &observed.tenant);
    let mut console = console::console(args.console, seat).await?;
    console.learn(&observed);
    Ok(Some(console))
}

fn write(args: &DoctorArgs, report: &Report) -> Result<(), CommandError> {
    match &args.report {
        None => Ok(()),
        Some(path) => file::write(path, &output::json(report)?),
    }
}
