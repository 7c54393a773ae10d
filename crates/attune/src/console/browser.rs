//! The operator's browser as console.

use std::ffi::OsString;
use std::path::PathBuf;

use attune_console::browser::{Launch, System, default_profiles, find_browser};
use attune_console::browser_console::{BrowserConsole, Hand, Patience, Setup, Stop, Tell};
use attune_console::{AnyConsole, SimulatedOperator};
use attune_model::TenantIdentity;
use url::Url;

use super::Seat;
use crate::cli::{BrowserArgs, ConsoleKind};
use crate::error::CommandError;
use crate::signals::Signals;
use crate::{connection, environment, output};

/// Makes it; the browser itself is started at the first page.
pub(super) async fn take(kind: ConsoleKind, seat: Seat<'_>) -> Result<AnyConsole, CommandError> {
    let Seat {
        browser,
        connection,
        state,
        tenant,
        identity,
    } = seat;
    let TenantIdentity {
        database,
        console_url,
        zone: _,
        rest_url: _,
    } = identity;
    let BrowserArgs {
        browser: program,
        browser_profile,
        headless,
        locators,
    } = browser;
    if *headless && SimulatedOperator::connect(console_url).await?.is_none() {
        return Err(CommandError::usage(
            "--headless is for the simulator, and this tenant is not one",
            "Leave it out: nobody can sign in to a browser without a window.",
        ));
    }
    let console = Url::parse(console_url).map_err(|error| {
        CommandError::credential(
            format!("the zone's console has no address: {error}"),
            "Nothing was opened. Report this with what `zoneInformation` answers.",
        )
    })?;
    let stop = Stop::at(state.join("stop"));
    if stop.is_asked() {
        return Err(CommandError::usage(
            format!("{} asks attune to stop", state.join("stop").display()),
            "Remove that file to go on.",
        ));
    }
    ask_at_interrupt(stop.clone());
    let variable = |name: &str| environment::variable(name).map(OsString::from);
    let system = System::current();
    let program = program.clone().or_else(|| find_browser(system, &variable));
    let Some(program) = program else {
        return Err(CommandError::usage(
            "no browser was found: Chrome, Edge or Chromium is wanted",
            "Install one, or name it: --browser PATH",
        ));
    };
    let profile = match browser_profile {
        Some(folder) => folder.clone(),
        None => own_profile(system, *database)?,
    };
    let mut launch = Launch::new(program, profile, default_profiles(system, &variable));
    launch.headless = *headless;
    launch.withheld = connection::variables(connection).collect();
    Ok(AnyConsole::Browser(Box::new(BrowserConsole::new(Setup {
        launch,
        console,
        tenant: format!("{tenant} (database {database})"),
        hand: match kind {
            ConsoleKind::Copilot => Hand::Human,
            ConsoleKind::Browser
            | ConsoleKind::None
            | ConsoleKind::Operator
            | ConsoleKind::Simulated => Hand::Own,
        },
        locators: locators.clone(),
        stop,
        patience: Patience::default(),
        tell: Tell::new(|line| output::talk(&format!("{}\n", attune_report::clean(line)))),
    }))))
}

/// The profile of a database, in the user's data folder: two tenants never share a sign-in.
fn own_profile(system: System, database: i64) -> Result<PathBuf, CommandError> {
    let folder = |name: &str| environment::variable(name).map(PathBuf::from);
    let home = || folder("HOME");
    let data = match system {
        System::Windows => folder("LOCALAPPDATA"),
        System::MacOs => home().map(|home| home.join("Library/Application Support")),
        System::Linux => {
            let usual = || home().map(|home| home.join(".local/share"));
            folder("XDG_DATA_HOME").or_else(usual)
        }
    };
    let data = data.ok_or_else(|| {
        CommandError::usage(
            "there is no folder for the browser's profile: the environment names no home",
            "Name one: --browser-profile FOLDER",
        )
    })?;
    Ok(data.join("attune/browser").join(database.to_string()))
}

/// Lets the first signal end the work between two controls, and the second one end attune.
fn ask_at_interrupt(stop: Stop) {
    if let Ok(signals) = Signals::listen() {
        drop(tokio::spawn(signals.obeyed(move || {
            output::talk(
                "stopping after this control; what is on the page is not saved (Ctrl-C again ends attune at once)\n",
            );
            stop.ask();
        })));
    }
}
