//! Template languages taken out of a template: what is left is HTML, with a mark where the post's own words go.

/// Where the post's text goes.
pub(super) const CONTENT: char = '\u{e000}';
/// Where its title goes.
pub(super) const TITLE: char = '\u{e001}';
/// Where its date goes.
pub(super) const DATE: char = '\u{e002}';
/// Where its author goes.
pub(super) const AUTHOR: char = '\u{e003}';

/// A family of template languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// Liquid, Nunjucks, Tera.
    Liquid,
    /// Go's.
    Go,
    /// EJS.
    Ejs,
    /// Astro's components.
    Astro,
}

/// The language of a generator's templates.
pub(super) fn of(generator: &str) -> Option<Language> {
    match generator {
        "jekyll" | "eleventy" | "zola" => Some(Language::Liquid),
        "hugo" => Some(Language::Go),
        "hexo" => Some(Language::Ejs),
        "astro" => Some(Language::Astro),
        _ => None,
    }
}

/// A template as HTML: of several branches the first is taken, of loops and definitions nothing.
pub(super) fn plain(template: &str, language: Language) -> String {
    match language {
        Language::Astro => braces(template),
        Language::Liquid | Language::Go | Language::Ejs => tags(template, language),
    }
}

/// What a tag is for.
enum Kind {
    /// It prints this.
    Prints(Option<char>),
    /// What is up to its end is kept, up to a branch.
    Keeps,
    /// What is up to its end is left out.
    Drops,
    /// Another branch begins.
    Else,
    Ends,
    Other,
}

fn tags(template: &str, language: Language) -> String {
    let marks: &[(&str, &str)] = match language {
        Language::Go => &[("{{/*", "*/}}"), ("{{- /*", "*/ -}}"), ("{{", "}}")],
        Language::Ejs => &[("<%#", "%>"), ("<%", "%>")],
        Language::Liquid | Language::Astro => &[("{#", "#}"), ("{{", "}}"), ("{%", "%}")],
    };
    let mut out = String::with_capacity(template.len());
    // For each open tag, whether its branch is being left out.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = template;
    loop {
        let next = marks.iter().filter_map(|(mark, close)| Some((rest.find(mark)?, *mark, *close)));
        let next = next.min_by_key(|(at, mark, _)| (*at, std::cmp::Reverse(mark.len())));
        let shown = !open.contains(&true);
        let Some((at, mark, close)) = next else {
            if shown {
                out.push_str(rest);
            }
            return out;
        };
        if shown {
            out.push_str(&rest[..at]);
        }
        let Some(end) = rest[at..].find(close).map(|end| at + end + close.len()) else { return out };
        match kind(&rest[at..end], mark, language) {
            Kind::Prints(what) if shown => out.extend(what),
            Kind::Keeps => open.push(false),
            Kind::Drops => open.push(true),
            Kind::Else => open.iter_mut().rev().take(1).for_each(|left_out| *left_out = true),
            Kind::Ends => drop(open.pop()),
            Kind::Prints(_) | Kind::Other => {}
        }
        rest = &rest[end..];
    }
}

fn kind(tag: &str, mark: &str, language: Language) -> Kind {
    let words = tag.trim_start_matches(['{', '%', '<', '-', '=', '_', '~']);
    let words = words.trim_end_matches(['}', '%', '>', '-', '_', '~']).trim();
    let first = words.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    match language {
        Language::Go if mark == "{{" => match first {
            "if" | "with" | "block" => Kind::Keeps,
            "range" | "define" => Kind::Drops,
            "else" => Kind::Else,
            "end" => Kind::Ends,
            _ => Kind::Prints(go(words)),
        },
        Language::Ejs if mark == "<%" => {
            if tag.starts_with("<%-") || tag.starts_with("<%=") {
                Kind::Prints(said(words))
            } else if words.starts_with('}') && words.contains("else") {
                Kind::Else
            } else if tag.trim_end_matches(['%', '>', '-', '_', ' ']).ends_with('{') || words.ends_with('{') {
                if words.starts_with("if") { Kind::Keeps } else { Kind::Drops }
            } else if is_end(tag) {
                Kind::Ends
            } else {
                Kind::Other
            }
        }
        Language::Liquid if mark == "{{" => Kind::Prints(said(words)),
        Language::Liquid if mark == "{%" => match first {
            "if" | "unless" | "block" | "case" | "with" | "filter" | "autoescape" | "spaceless" => Kind::Keeps,
            "for" | "comment" | "capture" | "raw" | "macro" | "tablerow" => Kind::Drops,
            "else" | "elsif" | "elif" | "elseif" => Kind::Else,
            end if end.starts_with("end") => Kind::Ends,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

/// Whether an EJS tag closes a block: `<% } %>`, `<% }) %>`.
fn is_end(tag: &str) -> bool {
    tag.trim_start_matches(['<', '%', '-', '_', ' ']).starts_with('}')
}

fn go(words: &str) -> Option<char> {
    let has = |name: &str| words.contains(name);
    let of_site = has(".Site.") || has("site.") || has("Params.") && !has("uthor");
    if has(".Content") {
        Some(CONTENT)
    } else if of_site || words.contains(":=") || has("partial") {
        None
    } else if has(".Title") || has(".LinkTitle") {
        Some(TITLE)
    } else if has(".Date") || has(".PublishDate") {
        Some(DATE)
    } else if has("uthor") {
        Some(AUTHOR)
    } else {
        None
    }
}

/// What an expression says, by the name of its value.
fn said(words: &str) -> Option<char> {
    let value = words.split('|').next().unwrap_or_default().trim();
    let lower = value.to_lowercase();
    let last = lower.rsplit(['.', '(', ' ']).next().unwrap_or_default().trim_end_matches([')', ';']);
    let of_site = ["site.", "config.", "metadata.", "theme."].iter().any(|name| lower.starts_with(name));
    if of_site || lower.contains("url") {
        None
    } else if last == "content" || lower == "content" {
        Some(CONTENT)
    } else if last == "title" {
        Some(TITLE)
    } else if lower.contains("date") {
        Some(DATE)
    } else if lower.contains("author") {
        Some(AUTHOR)
    } else {
        None
    }
}

/// A component without its expressions: markup in them stays.
fn braces(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '<']) {
        if rest[at..].starts_with("<style") || rest[at..].starts_with("<script") {
            let name = if rest[at..].starts_with("<style") { "</style>" } else { "</script>" };
            out.push_str(&rest[..at]);
            rest = rest[at..].split_once(name).map_or("", |(_, after)| after);
            continue;
        }
        if rest[at..].starts_with('<') {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        }
        out.push_str(&rest[..at]);
        let end = closing(&rest[at..]).map_or(rest.len(), |end| at + end);
        let inside = rest.get(at + 1..end.saturating_sub(1)).unwrap_or_default();
        let is_value = rest[..at].ends_with('=');
        if is_value {
            out.push_str("\"\"");
        } else if inside.contains(".map(") {
            // A list of other things.
        } else if let (Some(from), Some(to)) = (inside.find('<'), inside.rfind('>')) {
            if from < to {
                out.push_str(&braces(&inside[from..=to]));
            }
        } else {
            out.extend(said(inside));
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Where the brace that opens a text is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
