//! A file a command, or a few that belong together.

mod connect;
mod history;
mod manage;
mod post;
mod posts;
mod publish;
mod signin;
mod site;

use std::path::Path;

use byline_desk::api::{PostQuery, Problem, Sending};
use byline_desk::{DeskError, Site, Surroundings};

use crate::args::{Args, Command};
use crate::shown::Done;
use crate::terminal;

pub(crate) fn run(args: &Args) -> Done {
    let desk = args.desk.clone().or_else(Surroundings::usual_place);
    let desk = desk.ok_or_else(|| DeskError::NoFolder { folder: String::new() })?;
    let around = Surroundings::new(desk).with_programs();
    // Without it nobody is asked, and what needs an answer waits.
    let around = match std::env::current_exe() {
        Ok(program) => around.asking(program, terminal::person()),
        Err(_) => around,
    };
    match &args.command {
        Command::Site { site } => Ok(site::site(&open(site, &around)?)),
        Command::Doctor { site } => site::doctor(&mut open(site, &around)?),
        Command::Sync { site } => site::sync(&mut open(site, &around)?),
        Command::Connect { from, folder } => connect::connect(from, folder, &around),
        Command::Invite { site, out, ask } => connect::invite(&open(site, &around)?, out.as_deref(), ask.as_deref()),
        Command::SignIn { site, key_from_stdin, name } => {
            signin::sign_in(&open(site, &around)?, &around, key_from_stdin.then_some(name.as_str()))
        }
        Command::SignOut { site } => signin::sign_out(&open(site, &around)?, &around),
        Command::Starter => site::starter(&around),
        Command::List { site, search, state, author, tag, year } => {
            let (author, tag, year) = (author.clone(), tag.clone(), year.clone());
            let search = search.clone().unwrap_or_default();
            let query = PostQuery { search, author, tag, year, take: u32::MAX, ..PostQuery::default() };
            posts::list(&open(site, &around)?, &query, state.as_deref())
        }
        Command::New { site, title, author, date } => {
            posts::new(&mut open(site, &around)?, title, author.as_deref(), date.as_deref())
        }
        Command::Import { site, files } => Ok(posts::import(&mut open(site, &around)?, files)),
        Command::Duplicate { post } => on(post, &around, manage::duplicate),
        Command::Rename { post, name } => on(post, &around, |site, path| manage::rename(site, path, name)),
        Command::History { post } => on_gone(post, &around, history::history),
        Command::Restore { post, version } => {
            on_gone(post, &around, |site, path| history::restore(site, path, version))
        }
        Command::Unpublish { post } => on(post, &around, history::unpublish),
        Command::TakeBack { site } => history::take_back(&mut open(site, &around)?),
        Command::BackToDraft { post } => on(post, &around, manage::back_to_draft),
        Command::Delete { post, off_website } => {
            on(post, &around, |site, path| manage::delete(site, path, *off_website))
        }
        Command::Deleted { site } => manage::deleted(&open(site, &around)?),
        Command::PutBack { site, id } => manage::put_back(&mut open(site, &around)?, *id),
        Command::Show { post } => on(post, &around, post::show),
        Command::Set { post, details } => on(post, &around, |site, path| post::set(site, path, details)),
        Command::Tidy { post, undo: true, .. } => on(post, &around, post::undo_tidy),
        Command::Tidy { post, dry_run, .. } => on(post, &around, |site, path| post::tidy(site, path, *dry_run)),
        Command::Attach { post, picture, alt, caption } => {
            on(post, &around, |site, path| post::attach(site, path, picture, alt, caption.as_deref()))
        }
        Command::Preview { post, out } => on(post, &around, |site, path| post::preview(site, path, out.as_deref())),
        Command::Check { post, fix, words } => on(post, &around, |site, path| post::check(site, path, *fix, *words)),
        Command::Publish { posts, message, dry_run, for_approval, at } => {
            let how = Sending { message: message.clone(), for_approval: *for_approval, at: at.clone() };
            publish::publish(posts, &around, &how, *dry_run)
        }
        Command::Cancel { post } => on(post, &around, publish::cancel),
    }
}

fn open(folder: &Path, around: &Surroundings) -> Result<Site, Problem> {
    Ok(Site::open(folder, around.clone())?)
}

fn on(file: &Path, around: &Surroundings, run: impl FnOnce(&mut Site, &str) -> Done) -> Done {
    let (mut site, path) = Site::open_around(file, around.clone())?;
    run(&mut site, &path)
}

/// As [`on`], also for a post whose file, or folder, is not there any more.
fn on_gone(file: &Path, around: &Surroundings, run: impl FnOnce(&mut Site, &str) -> Done) -> Done {
    let (mut site, path) = Site::open_around_gone(file, around.clone())?;
    run(&mut site, &path)
}
