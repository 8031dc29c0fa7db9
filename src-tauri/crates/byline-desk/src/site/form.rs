//! The details of a post as a form: those with a place of their own on the page, then what the site describes in its
//! order, then what the post has besides.

use byline_post::checks::{self, Facts};
use byline_post::{FieldOf, FieldValue, Look, Post, Source, Told, Wanted};
use byline_site::Field;
use jiff::civil::Time;
use regex::RegexBuilder;

use super::Site;
use crate::api::{self, DetailValue, Details, FormField, Offers, SiteField};
use crate::words;

/// The largest compiled pattern, in bytes: patterns come from the site's own files.
const LARGEST_PATTERN: usize = 256 * 1024;
/// Names that a post's own text or [`Post::details`] tells, wherever they stand.
const DATES: [&str; 6] = ["date", "publishDate", "publishdate", "pubDate", "pubdate", "published"];
const AUTHORS: [&str; 3] = ["author", "authors", "author.name"];
const BYLINES: [&str; 3] = ["byline", "writer", "by"];
const TAGS: [&str; 2] = ["tags", "taxonomies.tags"];

impl Site {
    /// The site's own name for a detail that has a place of its own on the page: `date` may be `pubDate`, `tags` may be
    /// `categories`.
    pub(super) fn name_of<'a>(&'a self, detail: &'a str, post: &Post) -> &'a str {
        let told = post.details();
        let by_itself = |source: Source| !matches!(source, Source::FileName | Source::History);
        let is_told = match detail {
            "date" => told.date.as_ref().is_some_and(|date| by_itself(date.source)),
            "author" => told.author.as_ref().is_some_and(|author| by_itself(author.source)),
            "tags" => !told.tags.is_empty(),
            _ => true,
        };
        if is_told { detail } else { self.called(detail) }
    }

    /// As [`Site::name_of`], for a post that has none yet.
    pub(super) fn called<'a>(&'a self, detail: &'a str) -> &'a str {
        let fields = &self.understood.fields;
        let named = |names: &[&str]| fields.iter().find(|field| names.contains(&field.name.as_str()));
        let first = |kind: &str| fields.iter().find(|field| field.kind == kind && !field.name.contains('.'));
        let found = match detail {
            "date" => named(&DATES).filter(|field| field.kind != "boolean").or_else(|| first("date")),
            "author" => named(&AUTHORS).or_else(|| named(&BYLINES)),
            "tags" => named(&TAGS).or_else(|| first("tags")),
            _ => None,
        };
        found.map_or(detail, |field| field.name.as_str())
    }

    /// Whether a name is shown on the page already, or is none of the writer's business.
    fn has_its_place(&self, name: &str) -> bool {
        let flag = self.understood.draft_flag.as_ref().is_some_and(|flag| flag.name == name);
        let told = matches!(name, "title" | "body" | "draft") || AUTHORS.contains(&name) || TAGS.contains(&name);
        flag || told || ["date", "author", "tags"].iter().any(|detail| self.called(detail) == name)
    }

    /// A post's details as a window shows them.
    pub(super) fn details(&self, path: &str, post: &Post) -> Details {
        let told = post.details();
        let text = |told: &Option<Told<String>>| told.as_ref().map(|told| told.value.clone()).unwrap_or_default();
        // Under a name of the site's own, which the post by itself does not know.
        let own = |detail: &str| {
            let name = self.called(detail);
            post.field(name).filter(|_| name != detail).map(|field| &field.value)
        };
        let written = match own("date") {
            Some(FieldValue::Date { day, .. }) => Some(*day),
            _ => None,
        };
        let guessed_date = told.date.as_ref().is_none_or(|date| date.source.is_guess());
        let date = written.filter(|_| guessed_date).or(told.date.as_ref().map(|date| date.value));
        let begun = self.begun(path, told);
        let guessed_author = told.author.as_ref().is_none_or(|author| author.source.is_guess());
        let byline = own("author").and_then(FieldValue::words).filter(|_| guessed_author);
        let guess = |name: &str, source: Option<Source>| source.is_some_and(Source::is_guess).then(|| name.to_owned());
        let date_source = told.date.as_ref().map(|told| told.source).or(begun.date.as_ref().map(|_| Source::History));
        let author_source =
            told.author.as_ref().map(|told| told.source).or(begun.author.as_ref().map(|_| Source::History));
        let guessed = [
            guess("title", told.title.as_ref().map(|told| told.source)),
            guess("date", date_source.filter(|_| written.is_none())),
            guess("author", author_source.filter(|_| byline.is_none())),
        ];
        let tags = Some(told.tags.clone()).filter(|tags| !tags.is_empty());
        let problem = told
            .problem
            .as_ref()
            .map(|problem| words::say("post.details-unreadable", &[("line", &problem.line.to_string())]));
        let form = self.form(path, post);
        Details {
            title: text(&told.title),
            author: byline
                .or_else(|| told.author.as_ref().map(|told| told.value.clone()))
                .or(begun.author)
                .unwrap_or_default(),
            date: date.map(|date| date.to_string()).or(begun.date),
            tags: tags.or_else(|| Some(own("tags")?.items(self.called("tags")))).unwrap_or_default(),
            guessed: guessed.into_iter().flatten().collect(),
            offers: Offers { author: self.used("author"), tags: self.used("tags") },
            others: self.others(post, &form),
            form,
            problem,
            broken: super::broken::broken(post),
        }
    }

    /// What other posts have there, the most used first.
    fn used(&self, detail: &str) -> Vec<String> {
        let name = self.called(detail);
        let field = self.understood.fields.iter().find(|field| field.name == name);
        field.map(|field| field.options.clone()).unwrap_or_default()
    }

    /// What the site describes, except for what has its place elsewhere.
    fn form(&self, path: &str, post: &Post) -> Vec<FormField> {
        if post.details().problem.is_some() {
            return Vec::new();
        }
        let problems = self.problems(path, post);
        let mut described = Vec::new();
        for field in &self.understood.fields {
            flatten(&mut described, field, "");
        }
        let one = |field: Field| {
            let (value, fixed) = post.field(&field.name).map_or_else(Default::default, |has| shown(&field, has));
            // A group that the settings do not open up may still have something in it.
            let fixed = fixed.or_else(|| inside(post, &field.name));
            let problem = problems.iter().find(|(name, _)| *name == field.name).map(|(_, sentence)| sentence.clone());
            FormField { field: SiteField::from(&field), value, fixed, problem }
        };
        described
            .into_iter()
            .filter(|field| !self.has_its_place(&field.name))
            .map(one)
            // Of a group there is nothing to see while it is empty, and nothing to type.
            .filter(|one| one.field.kind != "group" || one.fixed.is_some())
            .collect()
    }

    /// What the post has and nobody describes.
    fn others(&self, post: &Post, form: &[FormField]) -> Vec<api::Field> {
        let told = |name: &str| {
            let date = DATES.contains(&name)
                && matches!(post.field(name), Some(FieldOf { value: FieldValue::Date { .. }, .. }));
            date || form.iter().any(|one| {
                one.field.name == name
                    || name.strip_prefix(one.field.name.as_str()).is_some_and(|rest| rest.starts_with('.'))
            })
        };
        post.fields()
            .iter()
            .filter(|field| !self.has_its_place(&field.name) && !told(&field.name))
            .map(|field| api::Field { name: field.name.clone(), value: field.raw.clone() })
            .collect()
    }

    /// What the checks say about each detail; what names other texts is looked for only when the checks run.
    fn problems(&self, path: &str, post: &Post) -> Vec<(String, String)> {
        let wanted = self.wanted();
        self.with_facts(path, post, |facts| checks::of_details(&Facts { wanted: &wanted, ..facts }))
            .into_iter()
            .filter_map(|found| {
                let name = found.args.iter().find(|(key, _)| *key == "name").map(|(_, name)| name.clone())?;
                Some((name, super::check::finding(post, &found).message))
            })
            .collect()
    }

    /// What the site wants of its details, for the checks.
    pub(super) fn wanted(&self) -> Vec<Wanted> {
        let mut described = Vec::new();
        for field in &self.understood.fields {
            flatten(&mut described, field, "");
        }
        described.iter().map(|field| self.wants(field)).collect()
    }

    pub(super) fn wants(&self, field: &Field) -> Wanted {
        // A pattern that cannot be matched in time that grows with the text alone is not looked at.
        let look = field.pattern.as_ref().and_then(|pattern| {
            let regex = RegexBuilder::new(&pattern.regex).size_limit(LARGEST_PATTERN).build().ok()?;
            Some(Look::new(move |text| regex.is_match(text), pattern.message.clone()))
        });
        // What names other texts is a matter of its own: these come and go.
        let choices = if field.kind == "relation" { &[][..] } else { &field.choices };
        Wanted {
            name: field.name.clone(),
            label: field.label.clone(),
            required: field.required,
            // What was only seen in other posts may be missing.
            stops_the_site: self.understood.generator == "astro" && field.told_by.is_some(),
            choices: choices.iter().map(|choice| choice.value.clone()).collect(),
            look,
            picture: matches!(field.kind, "image" | "file"),
            related: field.kind == "relation" && field.relation.is_some(),
        }
    }

    /// The described field of this name.
    pub(super) fn described(&self, name: &str) -> Option<Field> {
        let mut described = Vec::new();
        for field in &self.understood.fields {
            flatten(&mut described, field, "");
        }
        described.into_iter().find(|field| field.name == name)
    }
}

/// A group that is there once is its fields, each under its dotted name.
fn flatten(into: &mut Vec<Field>, field: &Field, above: &str) {
    const MOST: usize = 400;
    let name = if above.is_empty() || field.name.starts_with(above) {
        field.name.clone()
    } else {
        format!("{above}{}", field.name)
    };
    if into.len() >= MOST {
        return;
    }
    if field.kind == "group" && !field.multiple && !field.fields.is_empty() {
        for inside in &field.fields {
            flatten(into, inside, &format!("{name}."));
        }
    } else {
        into.push(Field { name, ..field.clone() });
    }
}

/// Everything below this name, as it stands in the file.
fn inside(post: &Post, name: &str) -> Option<String> {
    let below = |field: &&FieldOf| field.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let lines: Vec<String> = post
        .fields()
        .iter()
        .filter(below)
        .map(|field| format!("{}: {}", &field.name[name.len() + 1..], field.raw))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A value as the page takes it, or as it stands in the file where the page cannot change it.
fn shown(field: &Field, has: &FieldOf) -> (DetailValue, Option<String>) {
    if has.value == FieldValue::Nothing {
        return (DetailValue::Nothing, None);
    }
    if !has.editable {
        return (DetailValue::Nothing, Some(has.raw.clone()));
    }
    let several = field.multiple || matches!(field.kind, "tags" | "list");
    let value = match (field.kind, &has.value) {
        ("boolean", FieldValue::Bool(yes)) => Some(DetailValue::YesNo(*yes)),
        ("boolean", FieldValue::Text(words)) if words == "true" || words == "false" => {
            Some(DetailValue::YesNo(words == "true"))
        }
        ("date", FieldValue::Date { day, time, .. }) => Some(DetailValue::Words(match time {
            Some(time) => format!("{day}T{}", clock(*time)),
            None => day.to_string(),
        })),
        ("boolean" | "group", _) => None,
        (_, value) if several => Some(DetailValue::Several(value.items(&field.name))),
        // A list of one where one is meant; writing it again keeps the list.
        (_, FieldValue::List(items)) if items.len() < 2 => {
            Some(DetailValue::Words(items.first().cloned().unwrap_or_default()))
        }
        (_, value) => value.words().map(DetailValue::Words),
    };
    match value {
        Some(value) if has.value.is_empty() && !several => {
            (if value == DetailValue::YesNo(false) { value } else { DetailValue::Nothing }, None)
        }
        Some(value) => (value, None),
        None => (DetailValue::Nothing, Some(has.raw.clone())),
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
