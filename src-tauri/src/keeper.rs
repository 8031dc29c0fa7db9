//! Byline when it was started to keep watch over a site's own generator: no window then.

use std::process::ExitCode;

/// Keeps watch until the generator ends or the Byline that wanted it is gone, if that is what Byline was started for.
/// Comes before anything else.
pub fn kept_watch() -> Option<ExitCode> {
    byline_desk::keep_watch(std::env::args_os().skip(1))
}
