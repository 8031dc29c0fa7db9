//! Servers on this computer's loopback, and the network before them: real ones, and ones that misbehave.

mod authority;
mod config;
mod lfs;
mod oddity;
mod proxy;
mod relay;
mod server;
#[cfg(test)]
mod tests;

pub use authority::{Authority, Certificate};
pub use lfs::{LargeFiles, Storing};
pub use oddity::{Odd, Oddity};
pub use proxy::Proxy;
pub use relay::{Fate, Relay, Way};
pub(crate) use server::script;
pub use server::{Answer, GitServer, Request, Serving};
