use super::archive::Archive;
use super::part;
use crate::limits::Refusal;

/// Where the ids in a part lead.
#[derive(Debug, Default)]
pub(super) struct Rels(Vec<Rel>);

#[derive(Debug)]
struct Rel {
    id: String,
    kind: String,
    target: Target,
}

/// What an id stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Another part, by its name.
    Part(String),
    /// An address outside the document.
    Outside(String),
}

impl Rels {
    /// The relations of a part; of the whole document for the empty name.
    pub(super) fn of(archive: &mut Archive<'_>, name: &str) -> Result<Self, Refusal> {
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let place =
            if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(root) = part(archive, &place)? else { return Ok(Self::default()) };
        let rel = |element: &super::Element| {
            let target = element.attribute("Target")?;
            let outside = element.attribute("TargetMode") == Some("External");
            let target =
                if outside { Target::Outside(target.to_owned()) } else { Target::Part(joined(folder, target)) };
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some(Rel { id: element.attribute("Id")?.to_owned(), kind, target })
        };
        Ok(Self(root.elements().filter_map(rel).collect()))
    }

    pub(super) fn target(&self, id: &str) -> Option<&Target> {
        self.0.iter().find(|rel| rel.id == id).map(|rel| &rel.target)
    }

    /// The parts that are related in this way, by the last word of the relation's type.
    pub(super) fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |rel| rel.kind == kind).filter_map(|rel| match &rel.target {
            Target::Part(name) => Some(name.as_str()),
            Target::Outside(_) => None,
        })
    }
}

/// A part's name as another part names it.
fn joined(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
