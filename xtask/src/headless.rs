//! The whole job without a window: what `cargo xtask run` does where there is no display.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::place;
use crate::program::Program;
use crate::step::{Stop, step};

/// A picture that is always in the checkout.
const PICTURE: &str = "assets/icons/icon.png";

/// Creates the starter site, or finds the one that is there, and returns its folder. `cli` is `byline-cli` with the
/// arguments that come before a command.
pub(crate) fn starter(cli: &Program) -> Result<PathBuf, Stop> {
    let said = cli.again().args(["--json", "starter"]).output()?;
    path_in(&said)
}

/// With a site: shows what Byline makes of it and changes nothing. Without one: writes and publishes a post in a
/// starter site of its own, made anew each time.
pub(crate) fn tour(site: Option<&Path>) -> Result<(), Stop> {
    let here = place::target().join("headless");
    if here.exists() {
        fs::remove_dir_all(&here).map_err(Stop::file(&here))?;
    }
    let cli = Program::new(place::built("debug", "byline-cli")).arg("--desk").arg(here.join("desk"));
    match site {
        Some(site) => look_at(&cli, site),
        None => write_and_publish(&cli),
    }
}

fn look_at(cli: &Program, site: &Path) -> Result<(), Stop> {
    for command in ["site", "list", "doctor"] {
        step(command, || cli.again().arg(command).arg(site).run())?;
    }
    Ok(())
}

fn write_and_publish(cli: &Program) -> Result<(), Stop> {
    let site = step("make the starter site", || starter(cli))?;
    println!("{}", site.display());
    step("list its posts", || cli.again().arg("list").arg(&site).run())?;
    let post = step("start a post", || {
        let new = cli.again().args(["--json", "new"]).arg(&site);
        let new = new.args(["--title", "Hello from the terminal", "--author", "A Writer"]);
        path_in(&new.output()?).map(|path| site.join(path))
    })?;
    println!("{}", post.display());
    step("write in it", || {
        let mut text = fs::read_to_string(&post).map_err(Stop::file(&post))?;
        text.push_str("\nThis post was written where no window could be shown.\n");
        fs::write(&post, text).map_err(Stop::file(&post))
    })?;
    step("add a picture", || {
        let attach = cli.again().arg("attach").arg(&post).arg(place::root().join(PICTURE));
        attach.args(["--alt", "A white page on a blue square"]).run()
    })?;
    let preview = place::target().join("headless/preview.html");
    step("make the preview", || cli.again().arg("preview").arg(&post).arg("--out").arg(&preview).run())?;
    println!("{}", preview.display());
    step("check it", || cli.again().arg("check").arg(&post).run())?;
    step("publish it", || cli.again().arg("publish").arg(&post).run())?;
    step("receive what others published", || cli.again().arg("sync").arg(&site).run())
}

/// The `path` of the object that a command printed.
fn path_in(said: &str) -> Result<PathBuf, Stop> {
    serde_json::from_str::<Value>(said)
        .ok()
        .and_then(|object| object.get("path")?.as_str().map(PathBuf::from))
        .ok_or_else(|| Stop::say(format!("byline-cli answered without a path: {said}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::path_in;

    #[test]
    fn the_path_is_taken_from_what_was_printed() {
        assert_eq!(path_in("{\"path\": \"posts/a.md\"}\n").unwrap().to_string_lossy(), "posts/a.md");
        assert!(path_in("posts/a.md").is_err());
        assert!(path_in("{\"error\": {}}").is_err());
    }
}
