//! Which browser, and how.

use std::path::PathBuf;

use clap::Args;

/// Which browser carries out console steps; only with `--console browser` or `copilot`.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Browser")]
pub(crate) struct BrowserArgs {
    /// The browser to start: Chrome, Edge or Chromium [default: the first that is installed]
    #[arg(long, value_name = "PATH")]
    pub(crate) browser: Option<PathBuf>,
    /// The folder of the profile that attune signs in with; never that of your own browser [default: one for each database
    /// in the user's data folder]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) browser_profile: Option<PathBuf>,
    /// Show no window; only where the tenant is the simulator
    #[arg(long)]
    pub(crate) headless: bool,
    /// Words and addresses of the console's pages above those of attune
    #[arg(long, value_name = "FILE")]
    pub(crate) locators: Option<PathBuf>,
}
