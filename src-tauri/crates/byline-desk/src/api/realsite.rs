use serde::Serialize;
use specta::Type;

/// How far the real site is from being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum RealStep {
    /// The site's generator does not run.
    Off,
    /// The person has not said yet that this site's generator may run.
    Ask,
    /// The generator, or something that it needs, is not on this computer; or there is none.
    Missing,
    /// It is starting.
    Starting,
    /// The site can be looked at.
    Shown,
    /// It is being made again after a change; what was there before can be looked at.
    Building,
    /// Something stands in its way. With an address, what was there before can be looked at; without, it has ended.
    Failed,
}

/// The real site: what the site's own generator makes of it, on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct RealSite {
    /// The generator's name for people; none for a site without one.
    pub generator: Option<String>,
    /// The person has said that this site's generator may run.
    pub trusted: bool,
    /// How far it is.
    pub step: RealStep,
    /// The post's page on this computer, or the front page where the post has none that was found.
    pub address: Option<String>,
    /// The address is the post's own page.
    pub is_post: bool,
    /// Pages load themselves again after a change; else they have to be loaded again whenever `builds` has risen.
    pub reloads: bool,
    /// The generator says nothing when it has made the site again: it is to be shown again after each save.
    pub silent: bool,
    /// How many times it was made.
    pub builds: u32,
    /// One plain sentence; empty when there is nothing to say.
    pub message: String,
    /// What to do, when there is something.
    pub hint: Option<String>,
    /// Where people get what is missing.
    pub home: Option<String>,
    /// What stands in the way.
    pub problem: Option<RealProblem>,
}

/// What stands in a generator's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RealProblem {
    /// The file, relative to the site.
    pub file: Option<String>,
    /// The line in that file, counted from 1.
    pub line: Option<u32>,
    /// The line of the post's text on the page, counted from 1, where it is in the text of the post that is shown.
    pub in_post: Option<u32>,
    /// The generator's own words.
    pub words: String,
}
