//! Signing in with the browser, from the beginning to a token.

mod browser;
mod device;
mod grant;
mod listen;
mod stop;

use thiserror::Error;

use crate::{Forge, Means, Token, Web, WebError};

pub(crate) use grant::renewed;
pub use stop::Stop;

/// Why a sign-in did not come to a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Failed {
    /// The person, or the server for her, said no.
    #[error("access was denied")]
    Denied,
    /// It took too long.
    #[error("the time is over")]
    Expired,
    /// The person stopped it here.
    #[error("stopped")]
    Stopped,
    /// The server does not know Byline, or not this way to sign in.
    #[error("the server does not know this program")]
    UnknownHere,
    /// The refresh token is not good any more.
    #[error("the sign-in is not good any more")]
    Ended,
    /// The server could not be talked to.
    #[error(transparent)]
    Web(#[from] WebError),
    /// This computer gave no address to come back to, or no random numbers.
    #[error("this computer did not allow it")]
    Computer,
}

/// What the browser shows when it comes back to this computer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// All is well: back to Byline.
    pub done: String,
    /// It did not work: back to Byline, too.
    pub failed: String,
}

/// A sign-in that waits for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The page to open: of the same place, and without anything secret in it.
    pub address: String,
    /// The code to type there, where there is one.
    pub code: Option<String>,
}

/// The rest of it, which waits.
#[derive(Debug)]
pub struct Flow(Kind);

#[derive(Debug)]
enum Kind {
    Device(device::Waiting),
    Browser(browser::Waiting),
}

/// Begins to sign in by the best way that the server offers; the next one where it does not know the first.
pub fn begin(web: &Web, forge: &Forge, pages: &Pages) -> Result<(Begun, Flow), Failed> {
    let mut failed = Failed::UnknownHere;
    let client = forge.client.as_deref().ok_or(failed)?;
    for means in &forge.means {
        let begun = match means {
            Means::Device { device, token } => device::begin(web, forge, (device, token), client)
                .map(|(begun, waiting)| (begun, Flow(Kind::Device(waiting)))),
            Means::Code { authorize, token } => browser::begin(forge, (authorize, token), client, pages.clone())
                .map(|(begun, waiting)| (begun, Flow(Kind::Browser(waiting)))),
        };
        match begun {
            Ok(begun) => return Ok(begun),
            Err(why) => failed = why,
        }
        if failed != Failed::UnknownHere {
            return Err(failed);
        }
    }
    Err(failed)
}

impl Flow {
    /// Waits for the person and fetches the token. `now` is in seconds since 1970-01-01 UTC.
    pub fn finish(self, web: &Web, now: &dyn Fn() -> u64, stop: &Stop) -> Result<Token, Failed> {
        match self.0 {
            Kind::Device(waiting) => waiting.finish(web, now, &|time| stop.wait(time)),
            Kind::Browser(waiting) => waiting.finish(web, now, stop),
        }
    }
}
