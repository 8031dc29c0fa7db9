use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Where a post can stand.
const STATES: [&str; 9] =
    ["draft", "changed", "scheduled", "waiting", "sending", "published", "live", "for-approval", "needs-you"];

/// Write posts and publish them, without a window.
#[derive(Debug, Parser)]
#[command(name = "byline-cli", version)]
pub(crate) struct Args {
    /// One JSON object on standard output instead of words.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Byline's own folder, instead of the one in your data folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) desk: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What was understood of a site.
    Site {
        /// The site's folder.
        site: PathBuf,
    },
    /// The site's posts, newest first.
    List {
        /// The site's folder.
        site: PathBuf,
        /// Only posts with these words.
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        search: Option<String>,
        /// Only posts in this state.
        #[arg(long, value_name = "S", value_parser = STATES)]
        state: Option<String>,
        /// Only posts by this author.
        #[arg(long, value_name = "A", allow_hyphen_values = true)]
        author: Option<String>,
        /// Only posts with this tag.
        #[arg(long, value_name = "T", allow_hyphen_values = true)]
        tag: Option<String>,
        /// Only posts dated in this year.
        #[arg(long, value_name = "YYYY")]
        year: Option<String>,
    },
    /// One post with all its details.
    Show {
        /// The post's file.
        post: PathBuf,
    },
    /// A new draft, named and placed as the site does it.
    New {
        /// The site's folder.
        site: PathBuf,
        /// Its title.
        #[arg(long, value_name = "T", allow_hyphen_values = true)]
        title: String,
        /// Who writes it.
        #[arg(long, value_name = "A", allow_hyphen_values = true)]
        author: Option<String>,
        /// Its date, as 2017-08-24.
        #[arg(long, value_name = "D")]
        date: Option<String>,
    },
    /// Texts written elsewhere (.md, .txt, .html, .docx) become drafts; the files are left as they are.
    ///
    /// Each file is a matter of its own: one that is refused does not stop the others. When any was, the exit status is 1,
    /// `posts` has the drafts that were made, and `refused` each other file with its `error`.
    Import {
        /// The site's folder.
        site: PathBuf,
        /// The texts.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Changes details of a post.
    Set {
        /// The post's file.
        post: PathBuf,
        /// The details, as title=Words, date=2017-08-24, tags=One,Two, seo.title=Words; an empty value removes the detail.
        #[arg(required = true, value_name = "KEY=VALUE", value_parser = key_and_value)]
        details: Vec<(String, String)>,
    },
    /// Repairs what can be repaired in a post.
    Tidy {
        /// The post's file.
        post: PathBuf,
        /// Only say what would be repaired.
        #[arg(long)]
        dry_run: bool,
        /// Take the last tidying of this post back instead, with everything that followed it.
        #[arg(long, conflicts_with = "dry_run")]
        undo: bool,
    },
    /// Puts a picture into the site and at the end of a post.
    Attach {
        /// The post's file.
        post: PathBuf,
        /// The picture.
        picture: PathBuf,
        /// What it shows, for people who cannot see it.
        #[arg(long, value_name = "T", default_value = "", allow_hyphen_values = true)]
        alt: String,
        /// The line below it.
        #[arg(long, value_name = "T", allow_hyphen_values = true)]
        caption: Option<String>,
    },
    /// The post as the site would show it, as one page of HTML.
    Preview {
        /// The post's file.
        post: PathBuf,
        /// The file to write it to.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// What the checks notice about a post.
    Check {
        /// The post's file.
        post: PathBuf,
        /// Repair what can be repaired.
        #[arg(long)]
        fix: bool,
        /// Also say which words no dictionary has, and what is wrong with English sentences.
        #[arg(long)]
        words: bool,
    },
    /// Sends posts, each with its pictures and nothing else; a site's folder means every draft and changed post in it.
    Publish {
        /// The posts' files, or the site's folder.
        #[arg(required = true)]
        posts: Vec<PathBuf>,
        /// What the site's record says about it.
        #[arg(long, value_name = "M", allow_hyphen_values = true)]
        message: Option<String>,
        /// Only say what would go out.
        #[arg(long)]
        dry_run: bool,
        /// Send them to the people who approve what goes on the website, instead of to the website.
        #[arg(long, conflicts_with = "dry_run")]
        for_approval: bool,
        /// Keep them until this time, as 2026-12-01T09:00. They go out when Byline is open then, else the next time that it
        /// is opened, or with the next `sync`.
        #[arg(long, value_name = "TIME", conflicts_with = "dry_run")]
        at: Option<String>,
    },
    /// Withdraws a post that waits to be sent, or for its time. Its words stay as they are.
    Cancel {
        /// The post's file.
        post: PathBuf,
    },
    /// A copy of a post as a new draft.
    Duplicate {
        /// The post's file.
        post: PathBuf,
    },
    /// Gives a post another name in its address; links to it in other posts follow.
    Rename {
        /// The post's file.
        post: PathBuf,
        /// The name, without folder, date and extension.
        #[arg(allow_hyphen_values = true)]
        name: String,
    },
    /// A post's earlier texts, kept here and published, the newest first.
    History {
        /// The post's file, which need not be there any more.
        post: PathBuf,
    },
    /// Gives a post an earlier text again; the one it has is kept as a version. A post that is gone comes back.
    Restore {
        /// The post's file, which need not be there any more.
        post: PathBuf,
        /// The version, as `history` names it.
        version: String,
    },
    /// Takes a post off the website, as the site does it: as a draft where it knows drafts. It stays here.
    Unpublish {
        /// The post's file.
        post: PathBuf,
    },
    /// Undoes the last publish made from here: the website has again what it had before. The post's text here stays.
    TakeBack {
        /// The site's folder.
        site: PathBuf,
    },
    /// Makes a post a draft again; one that the website has goes off it.
    BackToDraft {
        /// The post's file.
        post: PathBuf,
    },
    /// Deletes a post: it goes to the computer's bin, and can be put back with put-back.
    Delete {
        /// The post's file.
        post: PathBuf,
        /// Take it off the website, too.
        #[arg(long)]
        off_website: bool,
    },
    /// What was deleted lately, and what the website had before.
    Deleted {
        /// The site's folder.
        site: PathBuf,
    },
    /// Puts a deleted post back.
    PutBack {
        /// The site's folder.
        site: PathBuf,
        /// Its number in the list of deleted.
        id: u32,
    },
    /// Sends what waits and receives what is new.
    Sync {
        /// The site's folder.
        site: PathBuf,
    },
    /// Signs in at the site's server, for all sites there. Without a key: with the browser, where the server offers that.
    SignIn {
        /// The site's folder.
        site: PathBuf,
        /// Read an access key from standard input, up to the first line's end.
        #[arg(long)]
        key_from_stdin: bool,
        /// The account's name, for a server that wants one beside the key.
        #[arg(long, value_name = "N", default_value = "", requires = "key_from_stdin")]
        name: String,
    },
    /// Forgets what Byline keeps for the site's server.
    SignOut {
        /// The site's folder.
        site: PathBuf,
    },
    /// Brings a website from its server into a folder that is not there yet, and says whether publishing will work.
    Connect {
        /// The website's address, or an invitation (a file ending in .byline-site).
        #[arg(value_name = "ADDRESS_OR_INVITATION")]
        from: String,
        /// The folder to make.
        folder: PathBuf,
    },
    /// Makes an invitation to a site: a small file, without secrets, that a colleague opens to connect.
    Invite {
        /// The site's folder.
        site: PathBuf,
        /// The file to write it to, such as blog.byline-site.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Whom the colleague may ask for help.
        #[arg(long, value_name = "WHO", allow_hyphen_values = true)]
        ask: Option<String>,
    },
    /// Can the site be read, reached, signed in to and published to.
    Doctor {
        /// The site's folder.
        site: PathBuf,
    },
    /// Makes the starter site, with a server of its own on this computer, unless it is there already.
    Starter,
}

fn key_and_value(detail: &str) -> Result<(String, String), String> {
    match detail.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.trim().to_owned())),
        _ => Err("a detail and its value with = between them are wanted, such as title=Words".to_owned()),
    }
}
