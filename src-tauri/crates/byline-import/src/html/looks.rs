//! How words look by their element and by the styles that word processors write.

use std::collections::HashMap;

use super::tree::{Id, Tree};
use crate::text::Look;

/// Looks that classes give, from the page's own style sheets. Only such rules are read as name one class.
#[derive(Debug, Default)]
pub(super) struct Sheet(HashMap<String, String>);

/// The most that is read of style sheets, in bytes.
const SHEET: usize = 512 * 1024;

impl Sheet {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut rules: HashMap<String, String> = HashMap::new();
        let mut left = SHEET;
        for id in tree.below(0).filter(|id| tree.name(*id) == "style") {
            let words = tree.words(id);
            if words.len() > left {
                break;
            }
            left -= words.len();
            for (selectors, declarations) in plain_rules(&words) {
                for selector in selectors.split(',').map(str::trim) {
                    let Some((element, class)) = selector.split_once('.') else { continue };
                    let plain = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
                    if plain(class) && plain(element) && !class.is_empty() {
                        rules.entry(class.to_owned()).or_default().extend([declarations, ";"]);
                    }
                }
            }
        }
        Self(rules)
    }

    /// A declaration of an element's own style or, where it has none, of its classes; in lower case.
    pub(super) fn declared(&self, tree: &Tree, id: Id, wanted: &str) -> Option<String> {
        declared(tree, id, wanted).or_else(|| {
            let classes = tree.attribute(id, "class")?.split_ascii_whitespace();
            classes.filter_map(|class| self.0.get(class)).find_map(|declarations| among(declarations, wanted))
        })
    }

    /// The look of words in an element, when those around it look like `look`.
    pub(super) fn look(&self, tree: &Tree, id: Id, mut look: Look) -> Look {
        match tree.name(id) {
            "b" | "strong" => look.bold = true,
            "i" | "em" | "var" | "dfn" => look.italic = true,
            "del" | "s" | "strike" => look.struck = true,
            "sup" => look.raised = true,
            "sub" => look.lowered = true,
            "code" | "kbd" | "samp" | "tt" => look.code = true,
            _ => {}
        }
        for class in tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace() {
            if let Some(declarations) = self.0.get(class) {
                styled(declarations, &mut look);
            }
        }
        if let Some(style) = tree.attribute(id, "style") {
            styled(style, &mut look);
        }
        look
    }
}

/// Rules outside of media queries and the like.
fn plain_rules(sheet: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = sheet;
    while let Some(open) = rest.find('{') {
        let selectors = rest[..open].rsplit(['}', ';', '>']).next().unwrap_or_default().trim();
        let inner = &rest[open + 1..];
        if rest[..open].trim_start().starts_with('@') {
            let mut depth = 1_usize;
            let end = inner.char_indices().find(|(_, c)| {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            rest = end.map_or("", |(at, _)| &inner[at + 1..]);
            continue;
        }
        let Some(close) = inner.find('}') else { break };
        found.push((selectors, &inner[..close]));
        rest = &inner[close + 1..];
    }
    found
}

fn styled(declarations: &str, look: &mut Look) {
    for declaration in declarations.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "font-weight" => {
                look.bold = value.starts_with("bold") || value.parse::<u32>().is_ok_and(|weight| weight >= 600);
            }
            "font" => {
                let parts: Vec<&str> = value.split_ascii_whitespace().take(4).collect();
                look.bold |= parts.iter().any(|part| ["bold", "600", "700", "800", "900"].contains(part));
                look.italic |= parts.contains(&"italic");
            }
            "font-style" => look.italic = value.starts_with("italic") || value.starts_with("oblique"),
            "text-decoration" | "text-decoration-line" if value.contains("line-through") => look.struck = true,
            "vertical-align" => {
                look.raised = value == "super";
                look.lowered = value == "sub";
            }
            _ => {}
        }
    }
}

/// A declaration of an element's own style, such as `display`; in lower case.
pub(super) fn declared(tree: &Tree, id: Id, wanted: &str) -> Option<String> {
    among(tree.attribute(id, "style")?, wanted)
}

fn among(declarations: &str, wanted: &str) -> Option<String> {
    declarations.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().to_ascii_lowercase())
    })
}
