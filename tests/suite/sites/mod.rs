//! A small site of each generator, and of each tool whose settings describe posts, from `tests/fixtures/sites`: what is
//! understood of it, and what comes of a post that is written and published in it.
//!
//! The tests in [`built`] hand what was published to the real generators. They need those programs, so they are left out
//! unless asked for: `cargo xtask test --only generators` installs what is missing and runs them.

mod built;
mod fixture;

mod post;
mod settings;
mod understood;
