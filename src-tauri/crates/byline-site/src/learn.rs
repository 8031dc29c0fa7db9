//! What the posts that are there add to what the generator and the settings say.

use crate::corrections::Corrections;
use crate::field::Field;
use crate::folder::Folder;
use crate::front::Front;
use crate::habits::{self, label, posts_of};
use crate::head::{Examples, Head};
use crate::paths::{extension, is_within};
use crate::people;
use crate::settings::Collection;
use crate::site::{DraftFlag, Naming, Posts, Site};
use crate::told::Told;

/// Fills up a site from its posts. `told` is what the site's settings say about them.
pub(crate) fn learn(
    site: &mut Site,
    folder: &dyn Folder,
    files: &[String],
    told: Option<&Collection>,
    corrections: &Corrections,
) {
    let by = |told: &Collection| Told::File(told.template_file.as_ref().unwrap_or(&told.file).clone());
    let posts = posts_of(site, files);
    let is_draft = |path: &String| {
        path.split('/').any(|part| part == "_drafts")
            || site.drafts_folder.as_ref().is_some_and(|drafts| is_within(path, drafts))
    };
    let public: Vec<String> = posts.iter().filter(|path| !is_draft(path)).cloned().collect();
    let samples = habits::newest(folder, if public.is_empty() { &posts } else { &public });
    let fronts: Vec<&Front> = samples.iter().filter_map(|sample| sample.front.as_ref()).collect();
    let template = told.and_then(|told| told.template.as_ref());

    site.rules.extension = usual_extension(&samples).unwrap_or_else(|| site.rules.extension.clone());
    site.rules.usual.people = people::of(folder, files, &fronts);
    // Jekyll overlooks a post of any other name, and drafts are named otherwise than posts. Hexo's configuration may say.
    if site.rules.posts != Posts::Marked
        && (site.generator != "hexo" || site.rules.naming == Naming::Slug)
        && !public.is_empty()
        && let Some(naming) = habits::naming(&samples, &site.post_folders)
    {
        site.rules.naming = naming;
        site.told_by.file_name = Told::Posts;
    }
    let mut starts = Vec::new();
    if let Some(told) = told {
        let allowed = |naming: &Naming| {
            site.rules.posts != Posts::Marked || naming.pattern().starts_with(Naming::Dated.pattern())
        };
        if let Some(naming) = told.naming.as_ref().filter(|naming| allowed(naming) && (!told.own || samples.is_empty()))
        {
            site.rules.naming = naming.clone();
            site.told_by.file_name = by(told);
        }
        if let Some(extension) = &told.extension {
            site.rules.extension.clone_from(extension);
        }
        if let Some(kind) = told.kind {
            site.rules.usual.kind = kind;
            site.told_by.front_matter = by(told);
        }
        if let Some(date) = told.fields.iter().find(|field| field.kind == "date") {
            site.rules.usual.date_key.clone_from(&date.name);
            site.rules.usual.needs_date |= site.rules.usual.complete;
        }
        starts.clone_from(&told.starts);
        if site.rules.usual.complete {
            starts.extend(told.starts_required());
        }
    }

    let usual = &site.rules.usual;
    site.fields = match told.filter(|told| !told.own && !told.fields.is_empty()) {
        Some(told) => told.fields.clone(),
        None => habits::fields(&fronts, template, usual),
    };
    if let (Some(told), Some(template)) = (told, template) {
        let file = told.template_file.as_ref().unwrap_or(&told.file);
        for field in site.fields.iter_mut().filter(|field| template.values.get(&field.name).is_some()) {
            field.told_by = Some(file.clone());
            field.default = template.values.get(&field.name).and_then(crate::settings::plain_default);
        }
    }
    take_wanted(site);
    for note in told.into_iter().flat_map(|told| &told.notes) {
        match site.fields.iter_mut().find(|known| known.name == note.name) {
            Some(known) => take(known, note),
            // Where no post shows which details there are, those that are described are the best guess.
            None if told.is_some_and(|told| told.own || (fronts.is_empty() && told.template.is_none())) => {
                let kind = if note.kind.is_empty() { "text" } else { note.kind };
                site.fields.push(Field { kind, ..note.clone() });
            }
            None => {}
        }
    }
    offer(&mut site.fields, &fronts);
    site.hidden = told.map(|told| told.hidden.clone()).unwrap_or_default();
    site.fields.retain(|field| !site.hidden.iter().any(|hidden| hidden.name == field.name));
    site.told_by.fields = match told {
        Some(told) if !told.own && !told.fields.is_empty() => Told::File(told.file.clone()),
        Some(told) if fronts.is_empty() && site.fields.iter().any(|field| field.told_by.is_some()) => by(told),
        _ if fronts.is_empty() => Told::Usual,
        _ => Told::Posts,
    };
    if site.draft_flag.is_none() && corrections.draft_flag.is_none() {
        site.draft_flag = habits::draft_flag(&fronts);
        if site.draft_flag.is_some() {
            site.told_by.draft_flag = Told::Posts;
        }
    }
    site.rules.says_public = says_public(site.draft_flag.as_ref(), &fronts);
    let mut given = Vec::new();
    corrections.correct_fields(site, &mut given);
    // Only posts with details of the wanted kind show how to write them.
    let wanted = |front: &&Front| corrections.front_matter.is_none_or(|kind| front.kind == kind);
    let examples: Vec<&Front> = fronts.iter().copied().filter(wanted).collect();
    let template = template.filter(wanted);
    if let Some(kind) = corrections.front_matter {
        site.rules.usual.kind = kind;
    } else if !examples.is_empty() {
        site.told_by.front_matter = Told::Posts;
    }
    site.rules.head =
        Head::learn(&site.rules.usual, &Examples { posts: &examples, template, starts: &starts, given: &given });
    site.front_matter = Some(site.rules.head.kind);
}

/// Whether posts that are no drafts have the mark as well; as long as there are none, it is taken to be so.
fn says_public(flag: Option<&DraftFlag>, fronts: &[&Front]) -> bool {
    let Some(flag) = flag else { return true };
    let said = |front: &&&Front| front.values.get(&flag.name).and_then(serde_json::Value::as_bool);
    let mut public = fronts.iter().filter(|front| said(front) != Some(flag.value)).peekable();
    public.peek().is_none() || public.any(|front| said(&front) == Some(!flag.value))
}

/// The extension that most of these posts have; of those used as often, the newest one's.
fn usual_extension(samples: &[habits::Sample]) -> Option<String> {
    let ends: Vec<String> = samples.iter().map(|sample| extension(&sample.path)).collect();
    let used = |end: &String| ends.iter().filter(|other| *other == end).count();
    ends.iter().rev().max_by_key(|end| used(end)).cloned()
}

/// Offers the values that posts use.
fn offer(fields: &mut [Field], fronts: &[&Front]) {
    for field in fields.iter_mut().filter(|field| field.options.is_empty()) {
        if matches!(field.kind, "tags" | "list" | "relation") {
            field.options = habits::used(&field.name, fronts);
        }
    }
}

/// Adds what the site's own description of its posts says of their details.
fn take_wanted(site: &mut Site) {
    for wanted in site.rules.usual.wanted.iter().filter(|wanted| !habits::is_technical(&wanted.name)) {
        let note = wanted.field(&site.rules.usual.wanted_by);
        match site.fields.iter_mut().find(|known| known.name == note.name) {
            Some(known) => {
                take(known, &note);
                // That all posts have it does not make it one that a post must have.
                known.required = note.required || known.name == "title";
                known.fields.clone_from(&note.fields);
            }
            None => site.fields.push(note),
        }
    }
}

/// What settings say of a detail goes before what the posts show of it.
fn take(known: &mut Field, note: &Field) {
    let tags = known.kind == "tags" && note.kind == "list";
    if !note.kind.is_empty() && !tags {
        known.kind = note.kind;
    }
    if note.label != label(&note.name) {
        known.label.clone_from(&note.label);
    }
    if !note.options.is_empty() {
        known.options.clone_from(&note.options);
        known.choices.clone_from(&note.choices);
    }
    known.multiple |= note.multiple;
    known.time |= note.time;
    known.pattern = note.pattern.clone().or(known.pattern.take());
    (known.min, known.max, known.step) = (note.min.or(known.min), note.max.or(known.max), note.step.or(known.step));
    known.relation = note.relation.clone().or(known.relation.take());
    if !note.fields.is_empty() {
        known.fields.clone_from(&note.fields);
    }
    known.told_by = note.told_by.clone().or(known.told_by.take());
    known.required |= note.required;
    known.default = note.default.clone().or(known.default.take());
    known.hint = note.hint.clone().or(known.hint.take());
}
