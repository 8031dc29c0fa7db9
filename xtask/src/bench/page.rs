//! The page under a person's hands, in the real window: keys, openings, the preview, beside other editors in the same
//! web view and the same run.

use std::collections::BTreeMap;
use std::fs;

use super::sample::{Measured, Sample, Unit};
use super::table::Row;
use crate::program::Program;
use crate::run::FEATURES;
use crate::step::Stop;
use crate::{needs, place, platform};

/// All figures of a name, in the order in which they were taken.
type Figures = BTreeMap<String, Vec<f64>>;

/// Where a key is typed.
const PLACES: [&str; 3] = ["start", "middle", "end"];

/// Rows for keys, openings, the preview and the size of the page's script.
pub(crate) fn measure(turns: usize) -> Result<Vec<Row>, Stop> {
    if !platform::can_drive_windows() {
        return Ok(vec![row("a key", Err("only on Linux".to_owned()), "-", nobody(), "16 ms")]);
    }
    needs::packages(platform::DESKTOP_PACKAGES)?;
    let figures = drive(turns)?;
    let key = |who: &str, size: usize, what: &str| ninety_fifth(&figures, &format!("{who}-{size}"), what);
    let mut rows = Vec::new();
    for (size, goal) in [(60, "16 ms"), (1024, "50 ms")] {
        for peer in ["textarea", "prosemirror"] {
            let theirs = key(peer, size, "work");
            if theirs.is_ok() || peer == "textarea" {
                let what = format!("a key in {size} kB until its frame is laid out, 95th percentile");
                rows.push(row(&what, key("key", size, "work"), peer, theirs, goal));
            }
        }
        let what = format!("a key in {size} kB until its frame is shown, 95th percentile");
        rows.push(row(&what, key("key", size, "paint"), "textarea", key("textarea", size, "paint"), goal));
    }
    for (size, goal) in [(5, "50 ms"), (100, "100 ms")] {
        let what = format!("a key in {size} kB until the preview shows it, 95th percentile");
        rows.push(row(&what, key("key", size, "shown"), "-", nobody(), goal));
    }
    let opened = |name: &str| Sample::new(figures.get(name).cloned().unwrap_or_default(), Unit::Milliseconds);
    rows.push(row("opening 60 kB", opened("open-60"), "prosemirror", opened("prosemirror-open-60"), "-"));
    rows.push(row("opening 1 MB", opened("open-1024"), "textarea", opened("textarea-open-1024"), "200 ms"));
    rows.push(row("the page's script, gzip", script(), "-", nobody(), "350 kB"));
    Ok(rows)
}

/// Starts the window and types into it; what it noted.
fn drive(turns: usize) -> Result<Figures, Stop> {
    let driver = needs::tauri_driver()?;
    let nextest = needs::nextest()?;
    let peers = place::target().join("bench/editors/editors.js");
    let config = place::root().join("ui/bench/vite.config.ts");
    platform::npx().within(&place::ui()).arg("vite").arg("build").arg("--config").arg(config).run()?;
    let file = super::folder()?.join("page.txt");
    let inner = nextest
        .args(["run", "--workspace", "--profile", "pace"])
        .args(platform::left_out())
        .args(FEATURES)
        .args(["-E", "test(pace_of_the_page)"]);
    let mut figures = Figures::new();
    for _ in 0..turns {
        platform::virtual_display()
            .then(&inner)
            .env("BYLINE_APP", place::built("release", "byline"))
            .env("BYLINE_DRIVER", &driver)
            .env("BYLINE_PACE", &file)
            .env("BYLINE_PACE_EDITORS", &peers)
            .run()?;
        read(&fs::read_to_string(&file).map_err(Stop::file(&file))?, &mut figures);
    }
    Ok(figures)
}

/// Adds the figures of one run, one `NAME FIGURE` a line; of keys the 95th percentile of the run at that place.
fn read(said: &str, into: &mut Figures) {
    let mut here = Figures::new();
    for line in said.lines() {
        if let Some((name, figure)) = line.split_once(' ')
            && let Ok(figure) = figure.trim().parse()
        {
            here.entry(name.to_owned()).or_default().push(figure);
        }
    }
    for (name, mut figures) in here {
        let keys = ["-work", "-paint", "-shown"].iter().any(|end| name.ends_with(end));
        if keys {
            figures.sort_by(f64::total_cmp);
            figures = figures.get(figures.len() * 95 / 100).copied().into_iter().collect();
        }
        into.entry(name).or_default().extend(figures);
    }
}

/// The figures of one kind at every place of a post.
fn ninety_fifth(figures: &Figures, start: &str, what: &str) -> Measured {
    let names = PLACES.iter().map(|place| format!("{start}-{place}-{what}"));
    Sample::new(names.filter_map(|name| figures.get(&name)).flatten().copied().collect(), Unit::Milliseconds)
}

/// How large the page's script is as it is sent over a wire, in kilobytes.
fn script() -> Measured {
    let folder = place::ui().join("dist/assets");
    let files = fs::read_dir(&folder).map_err(|error| format!("the page is not built: {error}"))?;
    let mut bytes = 0;
    for file in files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|it| it == "js")) {
        let packed = Program::new("gzip").args(["--stdout", "-9"]).arg(&file).bytes_if_works();
        bytes += packed.ok_or("there is no gzip")?.len();
    }
    let kilobytes = u32::try_from(bytes / 1024).map(f64::from).map_err(|error| error.to_string())?;
    Sample::new(vec![kilobytes], Unit::Kilobytes)
}

fn nobody() -> Measured {
    Err("no peer has one".to_owned())
}

fn row(what: &str, ours: Measured, peer: &str, theirs: Measured, goal: &'static str) -> Row {
    Row { what: what.to_owned(), ours, peer: peer.to_owned(), theirs, goal }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Figures, ninety_fifth, read};

    #[test]
    fn of_the_keys_at_a_place_the_slow_ones_count() {
        let mut figures = Figures::new();
        let keys: Vec<String> = (1..=100).map(|key| format!("key-60-end-work {key}")).collect();
        read(&format!("{}\nopen-60 80\nno figure\n", keys.join("\n")), &mut figures);
        read("key-60-start-work 4\nopen-60 90\n", &mut figures);
        assert_eq!(ninety_fifth(&figures, "key-60", "work").unwrap().to_string(), "50.0 ms (4.00..96.0)");
        assert_eq!(figures["open-60"], [80.0, 90.0]);
        assert!(ninety_fifth(&figures, "key-5", "work").is_err());
    }
}
