//! Sites, servers and faults for tests: for every crate, and for tests only.
//!
//! Nothing here reads the settings, the home folder or the clock of whoever runs the tests: names, branches and times
//! are written into each repository. [`World`] and [`SiteFolder`] start no program. [`GitServer`] starts a web server,
//! on this computer's loopback only, and stops it when it is dropped; [`Sshd`] does so with an
//! OpenSSH server; [`Authority`] runs OpenSSL and [`git()`] a
//! developer's git, all three without the settings of whoever runs the tests. A step that fails panics, since a test whose
//! world is broken has nothing to say.

mod docx;
mod faulty;
mod forge;
mod free_port;
mod http;
mod listening;
mod photo;
mod program;
mod real_post;
mod site;
mod sound;
#[cfg(unix)]
mod sshd;
mod world;

pub use docx::{Docx, packed};
pub use faulty::{FaultyEngine, Fetching, Pushing};
pub use forge::{CLIENT, Counts, Forge, Poll, Style, browse, browse_and};
pub use http::{
    Answer, Authority, Certificate, Fate, GitServer, LargeFiles, Odd, Oddity, Proxy, Relay, Request, Serving, Storing,
    Way,
};
pub use photo::{data_link, noise, noisy_png, photo, photo_with_gps, png};
pub use program::{git, git_tried, program};
pub use real_post::{RealPost, real_post};
pub use site::SiteFolder;
pub use sound::{is_sound, takes_a_pull};
#[cfg(unix)]
pub use sshd::{SshKey, Sshd, ssh_with_settings, user};
pub use world::{LogEntry, World};
