//! Lists: which are numbered, and which number comes next.

use std::collections::HashMap;

use super::archive::Archive;
use super::part;
use super::xml::Element;
use crate::limits::Refusal;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// Such as `%1.`; `%1` stands for the number on the first level.
    text: String,
    start: u64,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The kind of each list.
    kinds: HashMap<String, String>,
    levels: HashMap<String, Vec<Level>>,
    /// Numbers at which single lists start.
    starts: HashMap<(String, usize), u64>,
    counted: HashMap<String, Vec<Option<u64>>>,
    begun: Vec<(String, usize)>,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    Bullet,
    Number(u64),
    /// Words such as `Step 1:`, which a numbered list of a post cannot have.
    Words(String),
    None,
}

impl Numbering {
    pub(super) fn of(archive: &mut Archive<'_>, name: Option<&str>) -> Result<Self, Refusal> {
        let Some(root) = name.map(|name| part(archive, name)).transpose()?.flatten() else {
            return Ok(Self::default());
        };
        let mut all = Self::default();
        let mut styled: HashMap<String, String> = HashMap::new();
        let mut linked: Vec<(String, String)> = Vec::new();
        for element in root.elements().filter(|element| element.name == "w:abstractNum") {
            let Some(id) = element.attribute("w:abstractNumId") else { continue };
            if let Some(style) = element.value("w:styleLink") {
                styled.insert(style.to_owned(), id.to_owned());
            }
            if let Some(style) = element.value("w:numStyleLink") {
                linked.push((id.to_owned(), style.to_owned()));
            }
            all.levels.insert(id.to_owned(), levels(element));
        }
        for (id, style) in linked {
            if let Some(levels) = styled.get(&style).and_then(|other| all.levels.get(other)).cloned() {
                all.levels.insert(id, levels);
            }
        }
        for element in root.elements().filter(|element| element.name == "w:num") {
            let (Some(id), Some(kind)) = (element.attribute("w:numId"), element.value("w:abstractNumId")) else {
                continue;
            };
            all.kinds.insert(id.to_owned(), kind.to_owned());
            for change in element.elements().filter(|change| change.name == "w:lvlOverride") {
                let level = change.attribute("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                if let Some(start) = change.value("w:startOverride").and_then(|start| start.parse().ok()) {
                    all.starts.insert((id.to_owned(), level), start);
                }
            }
        }
        Ok(all)
    }

    /// Counts one more item of a list and says what stands before it.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Sign {
        let Some(kind) = self.kinds.get(list).cloned() else { return Sign::Bullet };
        let Some(levels) = self.levels.get(&kind) else { return Sign::Bullet };
        let level = level.min(8);
        let Some(here) = levels.get(level).cloned() else { return Sign::Bullet };
        let counted = self.counted.entry(kind).or_insert_with(|| vec![None; 9]);
        // The first item of a list that has a start of its own begins there; later ones go on.
        let begins = (list.to_owned(), level);
        let own = self.starts.get(&begins).copied().filter(|_| !self.begun.contains(&begins));
        if own.is_some() {
            self.begun.push(begins);
        }
        let number = own.unwrap_or_else(|| counted[level].map_or(here.start, |last| last.saturating_add(1)));
        counted[level] = Some(number);
        counted[level + 1..].fill(None);
        match here.format.as_str() {
            "bullet" => return Sign::Bullet,
            "none" if here.text.is_empty() => return Sign::None,
            _ => {}
        }
        let words = label(&here.text, counted, levels);
        if here.text.chars().any(char::is_alphabetic) { Sign::Words(words) } else { Sign::Number(number) }
    }

    /// Counts one more numbered heading and says its number as the reader sees it, such as `2.1`.
    pub(super) fn heading(&mut self, list: &str, level: usize) -> Option<String> {
        match self.next(list, level) {
            Sign::Bullet | Sign::None => None,
            Sign::Words(words) => Some(words),
            Sign::Number(_) => {
                let levels = self.levels.get(self.kinds.get(list)?)?;
                let counted = self.counted.get(self.kinds.get(list)?)?;
                Some(label(&levels.get(level.min(8))?.text, counted, levels)).filter(|words| !words.is_empty())
            }
        }
    }
}

fn levels(kind: &Element) -> Vec<Level> {
    let mut levels = vec![Level { format: "bullet".to_owned(), text: String::new(), start: 1 }; 9];
    for element in kind.elements().filter(|element| element.name == "w:lvl") {
        let at = element.attribute("w:ilvl").and_then(|level| level.parse::<usize>().ok());
        let Some(level) = at.and_then(|at| levels.get_mut(at)) else { continue };
        element.value("w:numFmt").unwrap_or("decimal").clone_into(&mut level.format);
        element.value("w:lvlText").unwrap_or_default().clone_into(&mut level.text);
        level.start = element.value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1);
    }
    levels
}

fn label(text: &str, counted: &[Option<u64>], levels: &[Level]) -> String {
    let mut out = text.to_owned();
    for (at, level) in levels.iter().enumerate() {
        let number = counted.get(at).copied().flatten().unwrap_or(level.start);
        out = out.replace(&format!("%{}", at + 1), &written(number, &level.format));
    }
    out.trim().to_owned()
}

fn written(number: u64, format: &str) -> String {
    let letters = |first: u8| {
        // After z comes aa, then bb.
        let letter = char::from(first + u8::try_from((number.max(1) - 1) % 26).unwrap_or(0));
        letter.to_string().repeat(usize::try_from((number.max(1) - 1) / 26).unwrap_or(0).min(8) + 1)
    };
    match format {
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(b'A'),
        "lowerLetter" => letters(b'a'),
        _ => number.to_string(),
    }
}

fn roman(number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}
