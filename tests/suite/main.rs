//! Byline's use cases through its public API and its command line, against real repositories, and the rules that the
//! checkout itself keeps.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod approval;
mod bad_files;
mod bad_input;
mod cli_contract;
mod cli_sending;
mod colleagues;
mod connecting;
mod deleting;
mod details_form;
mod drafts;
mod failures;
mod figures;
mod generators;
mod history;
mod history_guesses;
mod importing;
mod keychain;
mod linking;
mod list;
mod list_at_a_desk;
mod live;
mod long_names;
mod looking_back;
mod messy;
mod naming;
mod offline;
mod opened_and_closed;
#[cfg(unix)]
mod over_ssh;
mod pasting;
mod preview;
mod publishing;
mod real_post;
#[cfg(unix)]
mod real_site;
mod renaming;
mod required_checks;
mod saving;
mod scheduled;
mod seat;
mod settings;
mod signing_in;
mod sites;
mod soaks;
mod take_back;
mod ten_thousand;
mod tidy;
mod tidying;
mod two_hands;
mod two_texts;
mod two_versions;
mod unpublish;
mod words;
