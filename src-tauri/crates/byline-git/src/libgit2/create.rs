//! A new site with a server of its own on the same computer.

use std::path::Path;

use ::git2::{IndexAddOption, Repository, RepositoryInitOptions, Signature, Time};

use crate::{Fault, Meta, Writer};

/// The branch of a site that Byline makes.
const BRANCH: &str = "main";

/// Makes a repository of a folder with everything in it, and a bare repository at `server` that has the same and is
/// what the folder publishes to.
pub fn create(folder: &Path, server: &Path, meta: &Meta) -> Result<(), Fault> {
    let mut options = RepositoryInitOptions::new();
    options.initial_head(BRANCH).external_template(false).mkpath(true);
    let repo = Repository::init_opts(folder, &options)?;
    Repository::init_opts(server, options.bare(true))?;
    let mut index = repo.index()?;
    index.add_all(["*"], IndexAddOption::DEFAULT, None)?;
    index.write()?;
    let tree = repo.find_tree(index.write_tree()?)?;
    let time = Time::new(meta.time, meta.offset_minutes);
    let signed = |who: &Writer| Signature::new(&who.name, &who.email, &time);
    let (author, committer) = (signed(&meta.author)?, signed(&meta.committer)?);
    repo.commit(Some("HEAD"), &author, &committer, &meta.message, &tree, &[])?;
    let address = server.to_str().ok_or(Fault::BadPath { path: server.display().to_string() })?;
    let mut origin = repo.remote("origin", address)?;
    let branch = format!("refs/heads/{BRANCH}");
    origin.push(&[format!("{branch}:{branch}")], None)?;
    origin.fetch(&[BRANCH], None, None)?;
    let mut config = repo.config()?;
    config.set_str(&format!("branch.{BRANCH}.remote"), "origin")?;
    config.set_str(&format!("branch.{BRANCH}.merge"), &branch)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{Options, Quiet, open};

    #[test]
    fn a_new_site_has_a_server_that_has_the_same() {
        let place = tempfile::tempdir().unwrap();
        let (folder, server) = (place.path().join("site"), place.path().join("server.git"));
        fs::create_dir_all(folder.join("posts")).unwrap();
        fs::write(folder.join("posts/one.md"), "One\n").unwrap();
        let writer = Writer { name: "Ann".to_owned(), email: "ann@example.org".to_owned() };
        let meta = Meta {
            message: "First".to_owned(),
            author: writer.clone(),
            committer: writer,
            time: 5,
            offset_minutes: 60,
        };
        create(&folder, &server, &meta).unwrap();
        let engine = open(&folder, &Options { allow_local: true, ..Options::default() }).unwrap();
        let tip = engine.fetch(&Quiet).unwrap().unwrap();
        assert_eq!(engine.head().unwrap(), Some(tip.clone()));
        assert_eq!(engine.read(&tip, "posts/one.md").unwrap().as_deref(), Some(&b"One\n"[..]));
        assert_eq!(engine.destination().unwrap().branch, BRANCH);
    }
}
