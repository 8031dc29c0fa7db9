use std::path::PathBuf;

use clap::Parser;

/// Write posts and publish them.
#[derive(Debug, Parser)]
#[command(name = "byline", version)]
pub(crate) struct Args {
    /// Byline's own folder, instead of the one in your data folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) desk: Option<PathBuf>,
    /// The website's folder to open, instead of the last one; or an invitation to one.
    pub(crate) site: Option<PathBuf>,
}
