//! What the posts of a site can show beyond plain words: known from the generator, its settings, its theme and its
//! templates, of which nothing is ever run.

mod callout;
mod embeds;
mod figure;
mod gallery;
mod hugo;
mod line_breaks;
mod read_more;

use serde_json::Value;

use crate::folder::{Folder, Within, text};
use crate::paths::{join, normalise};
use crate::values;

pub use callout::Callout;
pub use embeds::Embed;
pub use figure::{Figure, FigureTag, Html};
pub use gallery::Gallery;

/// What the posts of a site can show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writing {
    /// The line that ends what a list of posts shows of this one; nothing where the site knows no such line.
    pub read_more: Option<String>,
    /// The kinds of boxes that stand out from the text, the plainest first; empty where the site has none.
    pub callouts: Vec<Callout>,
    /// What a picture can have beyond its description.
    pub figure: Figure,
    /// The tag around several pictures, where the site has one.
    pub gallery: Option<Gallery>,
    /// Whether readers see a break wherever a line of the file ends; where not, words go on over lines.
    pub line_breaks: bool,
    /// How what other websites have is shown, the site's own ways first.
    pub embeds: Vec<Embed>,
}

/// What the site in the folder `start` can show.
pub(crate) fn writing(folder: &dyn Folder, start: &str, generator: &str) -> Writing {
    let here = Within { folder, start };
    Writing {
        read_more: read_more::line(&here, generator),
        callouts: callout::kinds(&here, generator),
        figure: figure::read(&here, generator),
        gallery: gallery::read(&here, generator),
        line_breaks: line_breaks::are_seen(&here, generator),
        embeds: embeds::read(&here, generator),
    }
}

/// The first of these settings that is there and can be read, else nothing.
fn settings(folder: &dyn Folder, names: &[&str]) -> Value {
    names.iter().find_map(|name| values::parse(name, &text(folder, name)?)).unwrap_or_default()
}

/// The text of the first of these files that is there.
fn source(folder: &dyn Folder, names: &[&str]) -> String {
    names.iter().find_map(|name| text(folder, name)).unwrap_or_default()
}

/// Whether the project's list of packages names this one.
fn needs(folder: &dyn Folder, package: &str) -> bool {
    let project = settings(folder, &["package.json"]);
    ["dependencies", "devDependencies"].iter().any(|kind| project.get(kind).and_then(|all| all.get(package)).is_some())
}

/// The template of one of Zola's shortcodes: the site's own, else its theme's.
fn zola_shortcode(folder: &dyn Folder, name: &str) -> Option<String> {
    let themes = figure::zola_themes(&settings(folder, &ZOLA)).into_iter().filter_map(|theme| normalise(&theme));
    let places = std::iter::once(String::new()).chain(themes.map(|theme| join("themes", &theme)));
    places.map(|place| join(&place, &format!("templates/shortcodes/{name}.html"))).find_map(|path| text(folder, &path))
}

const JEKYLL: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];
const HEXO: [&str; 3] = ["_config.yml", "_config.yaml", "_config.json"];
const ZOLA: [&str; 2] = ["config.toml", "zola.toml"];
const ELEVENTY: [&str; 6] = [
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    ".eleventy.js",
    ".eleventy.mjs",
    ".eleventy.cjs",
];
const GATSBY: [&str; 3] = ["gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"];
