//! Sites, servers and faults for tests: for every crate, and for tests only.
//!
//! Nothing here reads the settings, the home folder or the clock of whoever runs the tests, and no program is
//! started: names, branches and times are written into each repository. A step that fails panics, since a test
//! whose world is broken has nothing to say.

mod docx;
mod faulty;
mod photo;
mod real_post;
mod site;
mod world;

pub use docx::{Docx, packed};
pub use faulty::{FaultyEngine, Fetching, Pushing};
pub use photo::{photo, photo_with_gps, png};
pub use real_post::{RealPost, real_post};
pub use site::SiteFolder;
pub use world::{LogEntry, World};
