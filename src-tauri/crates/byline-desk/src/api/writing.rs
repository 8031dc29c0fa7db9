use serde::Serialize;
use specta::Type;

/// What the posts of a site can show beyond plain words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Writing {
    /// The line that ends what a list of posts shows of this one; none where the site knows no such line.
    pub read_more: Option<String>,
    /// The kinds of boxes that stand out from the text, the plainest first.
    pub callouts: Vec<Callout>,
}

/// One kind of box, and how it is written: `opens`, then each line of its words after `prefix`, then `closes`; a line
/// that is empty here is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Callout {
    /// What the site calls it, such as `note` or `warning`.
    pub kind: String,
    /// The line before its words.
    pub opens: String,
    /// What stands in front of each line of its words.
    pub prefix: String,
    /// The line after its words.
    pub closes: String,
}

impl From<&byline_site::Writing> for Writing {
    fn from(writing: &byline_site::Writing) -> Self {
        Self { read_more: writing.read_more.clone(), callouts: writing.callouts.iter().map(Callout::from).collect() }
    }
}

impl From<&byline_site::Callout> for Callout {
    fn from(one: &byline_site::Callout) -> Self {
        Self {
            kind: one.kind.clone(),
            opens: one.opens.clone(),
            prefix: one.prefix.clone(),
            closes: one.closes.clone(),
        }
    }
}
