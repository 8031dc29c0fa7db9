//! What a site's description of its posts wants of each, read from its text: `title: z.string()` and the like inside
//! `z.object({ ... })` (docs.astro.build, content collections; zod.dev). The program that it is part of is never run, so
//! what it computes stays unknown.

use serde_json::Value;

use crate::field::{Choice, Field};

/// Deepest object looked into, and most details taken.
const DEEPEST: usize = 4;
const MOST: usize = 100;

/// The longest description looked at, in bytes.
const LONGEST: usize = 512 * 1024;

/// A detail that is described.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) name: String,
    /// As in [`crate::Field::kind`].
    pub(crate) kind: &'static str,
    pub(crate) required: bool,
    /// The only right values, if so.
    pub(crate) options: Vec<String>,
    /// A text must have letters, a list things in it.
    pub(crate) filled: bool,
    /// It names another text of the site.
    pub(crate) refers: bool,
    /// What stands inside.
    pub(crate) inside: Vec<Wanted>,
}

impl Wanted {
    /// As one of a post's details, told by this file.
    pub(crate) fn field(&self, file: &str) -> Field {
        let choice = |value: &String| Choice { value: value.clone(), label: value.clone() };
        Field {
            required: self.required,
            options: self.options.clone(),
            choices: self.options.iter().map(choice).collect(),
            fields: self.inside.iter().map(|one| one.field(file)).collect(),
            told_by: Some(file.to_owned()),
            ..Field::new(&self.name, self.kind)
        }
    }

    /// The emptiest value that is accepted; nothing when none can be made up.
    pub(crate) fn emptiest(&self) -> Option<Value> {
        if self.filled && matches!(self.kind, "text" | "tags" | "list") {
            return None;
        }
        Some(match self.kind {
            "text" => Value::from(""),
            "choice" => Value::from(self.options.first()?.as_str()),
            "tags" | "list" => Value::Array(Vec::new()),
            "boolean" => Value::Bool(false),
            "number" => Value::from(0),
            "group" => {
                let required = self.inside.iter().filter(|one| one.required);
                Value::Object(required.map(|one| Some((one.name.clone(), one.emptiest()?))).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }
}

/// The details that the first object described in this text has.
pub(crate) fn details(text: &str) -> Vec<Wanted> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let text = without_comments(text);
    let found = ["z.object(", "z.strictObject("].iter().filter_map(|call| Some(text.find(call)? + call.len())).min();
    found.and_then(|start| text.get(start..)).map(|inner| object(inner, 0)).unwrap_or_default()
}

/// The entries of `{ ... }` at the start of a text.
fn object(text: &str, depth: usize) -> Vec<Wanted> {
    let Some(inner) = text.trim_start().strip_prefix('{').and_then(|rest| within(rest, '}')) else { return Vec::new() };
    if depth > DEEPEST {
        return Vec::new();
    }
    let entries = split(inner, ',').into_iter().filter_map(|entry| {
        let (name, said) = entry.split_once(':')?;
        let name = name.trim().trim_matches(['"', '\'', '`']);
        let plain = !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || it == '_' || it == '-');
        plain.then(|| described(name, said.trim(), depth))
    });
    entries.take(MOST).collect()
}

/// One entry: a kind, and what is chained to it.
fn described(name: &str, said: &str, depth: usize) -> Wanted {
    let chain = split(said, '.');
    let calls: Vec<(&str, &str)> = chain.iter().map(|part| called(part)).collect();
    let has = |names: &[&str]| calls.iter().any(|(call, _)| names.contains(call));
    let inner = |call: &str| calls.iter().find(|(name, _)| *name == call).map(|(_, inner)| *inner);
    let dated = crate::head::DATE_KEYS.contains(&name) || said.contains("z.date()") || said.contains(".coerce.date(");
    let (kind, options) = if dated {
        ("date", Vec::new())
    } else if let Some(inner) = inner("enum").or_else(|| inner("nativeEnum")) {
        let inner = inner.trim().strip_prefix('[').and_then(|rest| within(rest, ']'));
        (
            "choice",
            inner.map(|list| split(list, ',').iter().filter_map(|one| quoted(one)).collect()).unwrap_or_default(),
        )
    } else if let Some(inner) = inner("literal") {
        ("choice", quoted(inner).into_iter().collect())
    } else if has(&["object"]) {
        ("group", Vec::new())
    } else if has(&["array"]) {
        (if matches!(name, "tags" | "categories" | "keywords") { "tags" } else { "list" }, Vec::new())
    } else if has(&["boolean"]) {
        ("boolean", Vec::new())
    } else if has(&["number", "int"]) {
        ("number", Vec::new())
    } else if has(&["image"]) {
        ("image", Vec::new())
    } else if has(&["reference"]) {
        ("relation", Vec::new())
    } else {
        ("text", Vec::new())
    };
    let optional = has(&["optional", "default", "nullish", "catch", "prefault"]);
    let typed = ["url", "email", "regex", "uuid", "datetime", "nonempty"];
    let least = calls.iter().any(|(call, inner)| matches!(*call, "min" | "length") && inner.trim() != "0");
    // A choice whose values are computed is a text, but not any.
    let computed = kind == "choice" && options.is_empty();
    Wanted {
        name: name.to_owned(),
        kind: if computed { "text" } else { kind },
        required: !optional && said.contains('('),
        options,
        filled: least || has(&typed) || computed,
        refers: said.contains("reference("),
        inside: inner("object").map(|inner| object(inner, depth + 1)).unwrap_or_default(),
    }
}

/// The name and the inside of a call such as `min(1)`.
fn called(part: &str) -> (&str, &str) {
    let part = part.trim();
    match part.split_once('(') {
        Some((name, rest)) => (name.trim(), within(rest, ')').unwrap_or(rest)),
        None => (part, ""),
    }
}

fn quoted(text: &str) -> Option<String> {
    let text = text.trim();
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'))?;
    let inner = text.strip_prefix(quote)?.split(quote).next()?;
    (!inner.contains("${")).then(|| inner.to_owned())
}

/// A text up to the bracket that closes it.
fn within(text: &str, close: char) -> Option<&str> {
    let at = ends(text, close).next()?;
    text.get(..at)
}

/// A text cut at every `sign` that stands in no bracket and no quote.
fn split(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in ends(text, sign) {
        parts.extend(text.get(from..at));
        from = at + sign.len_utf8();
    }
    parts.extend(text.get(from..));
    parts
}

/// Where `sign` stands outside of brackets and quotes.
fn ends(text: &str, sign: char) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    text.char_indices().filter_map(move |(at, letter)| {
        if let Some(open) = quote {
            if letter == open && !escaped {
                quote = None;
            }
            escaped = letter == '\\' && !escaped;
            return None;
        }
        if depth == 0 && letter == sign {
            return Some(at);
        }
        match letter {
            '"' | '\'' | '`' => quote = Some(letter),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        None
    })
}

/// Without `// ...` and `/* ... */`, except in quotes.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter, letters.peek()) {
            (None, '/', Some('/')) => while letters.next_if(|next| *next != '\n').is_some() {},
            (None, '/', Some('*')) => {
                let mut before = ' ';
                letters.next();
                for inner in letters.by_ref() {
                    if before == '*' && inner == '/' {
                        break;
                    }
                    before = inner;
                }
            }
            (Some(_), '\\', Some(_)) => {
                out.push(letter);
                out.extend(letters.next());
            }
            _ => {
                match quote {
                    None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
                    Some(open) if open == letter || letter == '\n' => quote = None,
                    _ => {}
                }
                out.push(letter);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOG: &str = r"
const authors = defineCollection({ schema: z.object({ bio: z.string() }) });
const blog = defineCollection({
  schema: ({ image }) => z.object({
    title: z.string().max(60), // short, please: no (brackets
    description: z.string()
      .min(10),
    pubDate: z.coerce.date(),
    updated: z.date().optional(),
    heroImage: image(),
    room: z.enum(['ground floor', 'a, b', `tower`]),
    kind: z.literal('post'),
    level: z.enum(LEVELS),
    tags: z.array(z.string()).default([]),
    links: z.array(z.object({ url: z.string().url().optional() })).nonempty(),
    draft: z.boolean(),
    weight: z.number().int().optional(),
    by: reference('authors'),
    /* old: z.string(), */
    seo: z.object({ noindex: z.boolean(), text: z.string(), more: z.string().optional() }),
    'og-title': z.string().nullish(),
    ...shared,
    shared,
  }).strict(),
});";

    fn blog() -> Vec<Wanted> {
        details(&BLOG[BLOG.find("const blog").unwrap()..])
    }

    #[test]
    fn each_detail_has_a_kind() {
        let found = blog();
        let kinds: Vec<(&str, &str, bool)> =
            found.iter().map(|one| (one.name.as_str(), one.kind, one.required)).collect();
        assert_eq!(
            kinds,
            [
                ("title", "text", true),
                ("description", "text", true),
                ("pubDate", "date", true),
                ("updated", "date", false),
                ("heroImage", "image", true),
                ("room", "choice", true),
                ("kind", "choice", true),
                ("level", "text", true),
                ("tags", "tags", false),
                ("links", "list", true),
                ("draft", "boolean", true),
                ("weight", "number", false),
                ("by", "relation", true),
                ("seo", "group", true),
                ("og-title", "text", false),
            ]
        );
        assert_eq!(found[5].options, ["ground floor", "a, b", "tower"]);
    }

    #[test]
    fn the_emptiest_value_is_one_that_is_accepted() {
        let found = blog();
        let emptiest = |name: &str| found.iter().find(|one| one.name == name).unwrap().emptiest();
        assert_eq!(emptiest("title"), Some(Value::from("")));
        assert_eq!(emptiest("description"), None, "it needs ten letters");
        assert_eq!(emptiest("room"), Some(Value::from("ground floor")));
        assert_eq!(emptiest("links"), None);
        assert_eq!(emptiest("seo"), Some(serde_json::json!({ "noindex": false, "text": "" })));
        assert_eq!(emptiest("heroImage"), None);
    }

    #[test]
    fn a_text_may_break_off_anywhere() {
        for end in (0..=BLOG.len()).filter(|end| BLOG.is_char_boundary(*end)) {
            details(&BLOG[..end]);
        }
        let deep = "z.object({ a: ".repeat(1_000);
        assert!(details(&deep).len() <= 1);
    }
}
