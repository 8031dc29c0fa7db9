//! The page's commands, a file a feature. Each hands a question to the desk and passes the answer on.

pub(crate) mod connect;
pub(crate) mod history;
pub(crate) mod imports;
pub(crate) mod language;
pub(crate) mod links;
pub(crate) mod manage;
pub(crate) mod page;
pub(crate) mod pasting;
pub(crate) mod pictures;
pub(crate) mod posts;
pub(crate) mod publish;
pub(crate) mod questions;
pub(crate) mod realsite;
pub(crate) mod settings;
pub(crate) mod signin;
pub(crate) mod sites;
pub(crate) mod versions;
pub(crate) mod window;

use byline_desk::api::Problem;

type Answer<T> = Result<T, Problem>;
