//! What the styles of a document mean for a post.

use std::collections::HashMap;

use super::archive::Archive;
use super::part;
use super::xml::Element;
use crate::limits::Refusal;
use crate::text::Look;

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Usual,
    Title,
    Subtitle,
    /// From 1.
    Heading(u8),
    Quote,
    Code,
    Caption,
    /// A line of a table of contents.
    Contents,
    /// A paragraph that goes on with the item before it.
    Continues,
}

/// A list that a paragraph belongs to: its id, its level there, and how deep it stands on the page, both from 0.
pub(super) type Numbered = (String, usize, usize);

/// The switches of one style or run; what is none is as it was.
#[derive(Debug, Clone, Default)]
pub(super) struct Switches {
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    upright: Option<&'static str>,
    pub(super) hidden: Option<bool>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    numbered: (Option<String>, Option<usize>),
    switches: Switches,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// How many styles may be based on each other.
const CHAIN: usize = 12;

impl Styles {
    pub(super) fn of(archive: &mut Archive<'_>, name: Option<&str>) -> Result<Self, Refusal> {
        let Some(root) = name.map(|name| part(archive, name)).transpose()?.flatten() else {
            return Ok(Self::default());
        };
        let mut styles = HashMap::new();
        for element in root.elements().filter(|element| element.name == "w:style") {
            let Some(id) = element.attribute("w:styleId") else { continue };
            let name = element.value("w:name").unwrap_or(id).to_lowercase();
            let properties = element.child("w:pPr");
            let style = Style {
                based_on: element.value("w:basedOn").map(str::to_owned),
                outline: properties.and_then(outline),
                numbered: properties.map(numbered).unwrap_or_default(),
                switches: element.child("w:rPr").map(Switches::of).unwrap_or_default(),
                name,
            };
            styles.insert(id.to_owned(), style);
        }
        Ok(Self(styles))
    }

    /// A style and those that it is based on, the nearest first.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let mut found = Vec::new();
        let mut next = id.and_then(|id| self.0.get(id));
        while let Some(style) = next.filter(|_| found.len() < CHAIN) {
            found.push(style);
            next = style.based_on.as_ref().and_then(|id| self.0.get(id));
        }
        found
    }

    /// What a paragraph with these properties is.
    pub(super) fn role(&self, properties: Option<&Element>) -> Role {
        let id = properties.and_then(|properties| properties.value("w:pStyle"));
        let chain = self.chain(id);
        let names = chain.iter().map(|style| style.name.as_str());
        // A document may name a style that it does not describe.
        let unknown = id.filter(|_| chain.is_empty()).map(str::to_lowercase);
        let role = names.chain(unknown.as_deref()).find_map(by_name);
        let outlined = properties.and_then(outline).or_else(|| chain.iter().find_map(|style| style.outline));
        match (role, outlined) {
            (Some(role), _) => role,
            (None, Some(level @ 0..=8)) => Role::Heading(level + 1),
            (None, _) => Role::Usual,
        }
    }

    /// The list that a paragraph belongs to, by itself or by its style.
    pub(super) fn numbered(&self, properties: Option<&Element>) -> Option<Numbered> {
        let (mut id, mut level) = properties.map(numbered).unwrap_or_default();
        for style in self.chain(properties.and_then(|properties| properties.value("w:pStyle"))) {
            id = id.or_else(|| style.numbered.0.clone());
            level = level.or(style.numbered.1);
        }
        // Word has styles such as `List Bullet 2`, each a list of its own, for what stands deeper.
        let named = self.chain(properties.and_then(|properties| properties.value("w:pStyle")));
        let deeper = named.iter().find_map(|style| {
            let number = style.name.strip_prefix("list bullet ").or_else(|| style.name.strip_prefix("list number "))?;
            number.parse::<usize>().ok()?.checked_sub(1)
        });
        let level = level.unwrap_or(0);
        id.filter(|id| id != "0").map(|id| (id, level, level.max(deeper.unwrap_or(0))))
    }

    /// How words look, by their own properties, by their style, and by their paragraph's.
    pub(super) fn look(&self, paragraph: Option<&Element>, run: Option<&Element>) -> (Look, bool) {
        let own = run.map(Switches::of).unwrap_or_default();
        let run_style = self.chain(run.and_then(|run| run.value("w:rStyle")));
        let paragraph_style = self.chain(paragraph.and_then(|paragraph| paragraph.value("w:pStyle")));
        let all: Vec<&Switches> = std::iter::once(&own)
            .chain(run_style.iter().chain(&paragraph_style).map(|style| &style.switches))
            .collect();
        let code = run_style.iter().any(|style| CODE.contains(&style.name.as_str()));
        let on = |pick: &dyn Fn(&Switches) -> Option<bool>| all.iter().find_map(|one| pick(one)).unwrap_or(false);
        let upright = all.iter().find_map(|one| one.upright);
        let look = Look {
            bold: on(&|one| one.bold),
            italic: on(&|one| one.italic),
            struck: on(&|one| one.struck),
            raised: upright == Some("superscript"),
            lowered: upright == Some("subscript"),
            code,
        };
        (look, on(&|one| one.hidden))
    }
}

impl Switches {
    fn of(properties: &Element) -> Self {
        let strikes = [properties.switch("w:strike"), properties.switch("w:dstrike")];
        let upright = properties.value("w:vertAlign").map(|value| match value {
            "superscript" => "superscript",
            "subscript" => "subscript",
            _ => "baseline",
        });
        Self {
            bold: properties.switch("w:b"),
            italic: properties.switch("w:i"),
            struck: strikes.contains(&Some(true)).then_some(true).or(strikes[0]),
            upright,
            hidden: properties.switch("w:vanish"),
        }
    }
}

/// Styles of words that are code, as Word, `LibreOffice`, Pandoc and others name them.
const CODE: [&str; 7] =
    ["html code", "source text", "verbatim char", "inline code", "code", "code char", "html typewriter"];

/// Styles of lines that are code.
const CODE_LINES: [&str; 6] =
    ["html preformatted", "preformatted text", "source code", "code", "code block", "macro text"];

/// Headings as they are called where a program writes the names of styles in the person's language.
const HEADINGS: [&str; 18] = [
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "titolo",
    "rubrik",
    "overskrift",
    "otsikko",
    "kop",
    "nagłówek",
    "nadpis",
    "naslov",
    "címsor",
    "başlık",
    "заголовок",
    "見出し",
    "标题",
];

const TITLES: [&str; 14] = [
    "title",
    "titel",
    "titre",
    "título",
    "titulo",
    "titolo",
    "tittel",
    "otsikko",
    "tytuł",
    "název",
    "cím",
    "konu başlığı",
    "название",
    "表題",
];

fn by_name(name: &str) -> Option<Role> {
    let name = name.trim();
    if TITLES.contains(&name) {
        return Some(Role::Title);
    }
    let level = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Ok(number @ 1..=9) = name[level.len()..].parse::<u8>() {
        let word = level.trim();
        if HEADINGS.contains(&word) {
            return Some(Role::Heading(number));
        }
        if word == "toc" || word == "contents" {
            return Some(Role::Contents);
        }
    }
    let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    if starts(&["subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo"]) {
        Some(Role::Subtitle)
    } else if starts(&["quote", "intense quote", "quotations", "block text", "zitat", "intensives zitat", "citation"]) {
        Some(Role::Quote)
    } else if CODE_LINES.contains(&name) {
        Some(Role::Code)
    } else if ["caption", "beschriftung", "légende", "figure", "image caption", "illustration"].contains(&name) {
        Some(Role::Caption)
    } else if ["toc heading", "contents heading"].contains(&name) {
        Some(Role::Contents)
    } else if starts(&["list paragraph", "list continue", "listenabsatz"]) {
        Some(Role::Continues)
    } else {
        None
    }
}

fn outline(properties: &Element) -> Option<u8> {
    properties.value("w:outlineLvl")?.parse().ok()
}

fn numbered(properties: &Element) -> (Option<String>, Option<usize>) {
    let Some(numbers) = properties.child("w:numPr") else { return (None, None) };
    (numbers.value("w:numId").map(str::to_owned), numbers.value("w:ilvl").and_then(|level| level.parse().ok()))
}
