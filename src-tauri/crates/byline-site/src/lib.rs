//! What a folder is: its generator, where posts and pictures live and how they are named.
//!
//! [`understand`] looks at a [`Folder`] and gives a [`Site`]: what the generator's own configuration says, then what the
//! settings of another tool say about posts, filled up with what the newest posts show, and corrected by what a person
//! says in the site's `.byline.toml`. Everything about one generator is
//! in one file of `generators/`, everything about one tool's settings in one file of `settings/`.
//!
//! What always holds:
//!
//! - nothing of the site is ever run; YAML, TOML and JSON are read within bounds, and what cannot be read counts
//!   as absent. Any folder is a site, if only a plain one;
//! - every path given out is relative to the folder that was opened, its parts separated by `/`, without `..`, and
//!   never inside git's own folder. The opened folder itself is the empty path;
//! - [`OnDisk`] reaches nothing outside its folder, also not through links.
//!
//! Absent on purpose: writing files, the clock, and the content of posts, which is another crate's business; a post is only
//! looked at to learn the site's habits.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod address;
mod aliases;
mod corrections;
mod date_format;
mod detail_picture;
mod field;
mod folder;
mod follow;
mod front;
mod generators;
mod habits;
mod head;
mod language;
mod learn;
mod link_to;
mod looks;
mod names;
mod new_post;
mod paths;
mod people;
mod pictures;
mod places;
mod related;
mod release;
mod rename;
mod scan;
mod settings;
mod site;
#[cfg(test)]
mod starters_tests;
mod styles;
mod told;
mod values;
mod writing;
mod zod;

pub use byline_post::FrontMatter;

pub use address::Known;
pub use corrections::{Complaint, Corrections, FILE as OWN_FILE, Settings, Trouble, Why, kind, own_text};
pub use field::{Choice, Field, Pattern, Relation};
pub use folder::{Entry, Folder, InMemory, OnDisk};
pub use follow::Moved;
pub use generators::{Generator, understand, understand_with};
pub use language::{LanguageTold, site_language, tag};
pub use link_to::Leading;
pub use looks::{Layout, Looks};
pub use names::{NameProblem, name_problem};
pub use new_post::NewPost;
pub use pictures::{Link, Place};
pub use release::Turn;
pub use site::{DraftFlag, Pictures, Site};
pub use told::{Told, ToldBy};
pub use writing::{Callout, Embed, Figure, FigureTag, Gallery, Html, Writing};
