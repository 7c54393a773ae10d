//! Commands about simulated tenants.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum SimCommand {
    /// Serve a simulated tenant until stopped; prints one JSON line with addresses and credentials
    Serve(SimServeArgs),
    /// Write the present state of a running simulated tenant to stdout, as a file for `sim serve --tenant`
    Dump(SimDumpArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SimServeArgs {
    /// Where to listen: an address of this machine; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// A tenant of one's own instead of the built-in one
    #[arg(long, value_name = "FILE")]
    #[arg(conflicts_with_all = ["people", "levels", "api_users"])]
    pub(crate) tenant: Option<PathBuf>,
    /// Many tenants behind one address, as this YAML file says: docs/workspace.md
    #[arg(long, value_name = "FILE")]
    #[arg(conflicts_with_all = ["tenant", "like", "people", "levels", "api_users", "seed"])]
    pub(crate) fleet: Option<PathBuf>,
    /// Write the workspace of the fleet into this folder before serving: a manifest for each tenant
    #[arg(long, value_name = "FOLDER", requires = "fleet")]
    pub(crate) write: Option<PathBuf>,
    /// Answer as the tenant of this report did: a file of `attune doctor --report`
    #[arg(long, value_name = "REPORT")]
    pub(crate) like: Option<PathBuf>,
    /// So many generated people beside those of the built-in tenant
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) people: usize,
    /// So many generated security levels beside those of the built-in tenant
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) levels: usize,
    /// So many generated API users beside those of the built-in tenant
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) api_users: usize,
    /// What the generated ones are drawn from: the same seed gives the same tenant
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct SimDumpArgs {
    /// The simulator's console address, as `sim serve` prints it
    #[arg(value_name = "CONSOLE_URL")]
    pub(crate) console: String,
}
