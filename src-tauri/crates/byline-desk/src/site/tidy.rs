//! Tidying a post: every repair that the checks offer, each by itself or all of them, in one step that can be taken back.

use byline_post::checks::{self, Edit, Fix};
use byline_post::{Post, tidy};

use super::Site;
use super::check::{described, finding};
use super::rename_picture::{Renaming, Renamings};
use crate::api::{Chosen, Finding, NewName, OpenPost, Repair, TidyDone, TidyPlan, TidyRepair};
use crate::utf16::Utf16;
use crate::{DeskError, words};

/// What tidying a post came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tidied {
    /// What was repaired, or could be.
    pub fixes: Vec<Finding>,
    /// Whether the post is another now, or would be.
    pub changed: bool,
}

impl Site {
    /// Every repair that a post on the page could have: its sentence, the lines before and after, and for a picture's new
    /// name the posts that follow. Only looks.
    pub fn tidy_plan(&mut self, path: &str) -> Result<TidyPlan, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let post = self.on_page(path)?.post.clone();
        let found: Vec<_> = self.check(path, &post).into_iter().filter(|found| found.fix.is_some()).collect();
        let renamings = self.renamings(path, &links_of(&found))?;
        let repairs = found.iter().filter_map(|found| self.planned_repair(path, &post, found, &renamings)).collect();
        Ok(TidyPlan { repairs, can_undo: self.can_undo_tidying(path)? })
    }

    /// Does the repairs that were chosen, or every one there is, in one step. At least one of the chosen must be there.
    pub fn tidy_chosen(&mut self, path: &str, chosen: Option<&[Chosen]>) -> Result<TidyDone, DeskError> {
        let path = &self.follow(path);
        let done = self.repair(path, chosen)?;
        if let Some(first) = chosen.and_then(<[Chosen]>::first).filter(|_| done.is_empty()) {
            return Err(DeskError::NoSuchFix { id: first.id.clone(), line: first.line });
        }
        Ok(TidyDone { post: self.shown(path)?, repaired: u32::try_from(done.len()).unwrap_or(u32::MAX) })
    }

    /// Applies the fix of one finding.
    pub fn fix(&mut self, path: &str, id: &str, line: u32) -> Result<OpenPost, DeskError> {
        let chosen = Chosen { id: id.to_owned(), line, from: None };
        Ok(self.tidy_chosen(path, Some(&[chosen]))?.post)
    }

    /// Applies every fix there is. Returns what was repaired.
    pub fn fix_all(&mut self, path: &str) -> Result<Vec<Finding>, DeskError> {
        Ok(self.tidy(path, false)?.fixes)
    }

    /// Applies every fix there is, or only says which these are and whether they would change the post. Pictures whose
    /// names have spaces get another one, in every post that shows them.
    pub fn tidy(&mut self, path: &str, dry_run: bool) -> Result<Tidied, DeskError> {
        let path = &self.follow(path);
        self.open_post(path)?;
        let before = self.on_page(path)?.post.clone();
        if !dry_run {
            let fixes = self.repair(path, None)?;
            return Ok(Tidied { fixes, changed: self.on_page(path)?.post.as_bytes() != before.as_bytes() });
        }
        let found = self.check(path, &before);
        let renamings = self.renamings(path, &links_of(&found))?;
        let (mut done, _) = self.settled(path, &before, found, &renamings);
        let renamed = renamings.posts.into_iter().find(|(at, _)| at == path).map_or_else(|| before.clone(), |it| it.1);
        let (tidied, more) = tidy::all(&renamed, &|post| self.check(path, post));
        done.extend(more.iter().map(repaired));
        done.sort_by_key(|found| found.line);
        Ok(Tidied { fixes: done, changed: tidied.as_bytes() != before.as_bytes() })
    }

    /// Takes a repaired post onto the page. How it was before is kept as a version.
    pub(super) fn take_repaired(&mut self, path: &str, repaired: Post) -> Result<(), DeskError> {
        let before = self.on_page(path)?.post.as_bytes().to_vec();
        self.store.keep_version(path, &before, self.now().as_second(), "before-fix")?;
        self.on_page_mut(path)?.remember();
        self.take(path, repaired)
    }

    /// Repairs what was chosen, or everything, and returns what was repaired.
    fn repair(&mut self, path: &str, chosen: Option<&[Chosen]>) -> Result<Vec<Finding>, DeskError> {
        self.open_post(path)?;
        let before = self.on_page(path)?.post.clone();
        let found: Vec<_> = self.check(path, &before).into_iter().filter(|found| found.fix.is_some()).collect();
        let wanted = chosen.map_or(found.clone(), |chosen| picked(&before, &found, chosen));
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let renamings = self.renamings(path, &links_of(&wanted))?;
        let (mut done, left) = self.settled(path, &before, wanted, &renamings);
        let step = self.store.begin_tidying(path, self.now().as_second())?;
        if !renamings.pictures.is_empty() {
            self.rename_pictures(path, step, renamings)?;
        }
        let renamed = self.on_page(path)?.post.clone();
        let look = |post: &Post| self.check(path, post);
        let (tidied, more) = match chosen {
            Some(_) => tidy::some(&renamed, &again(&look(&renamed), &left), &look),
            None => tidy::all(&renamed, &look),
        };
        done.extend(more.iter().map(repaired));
        self.put_post(path, tidied, Some(step), "before-fix")?;
        if self.on_page(path)?.post.as_bytes() == before.as_bytes() {
            self.store.forget_tidying(step)?;
        }
        done.sort_by_key(|found| found.line);
        Ok(done)
    }

    /// The findings that other names for pictures settle, as they are shown, and those left to be repaired in the text.
    fn settled(
        &self,
        path: &str,
        post: &Post,
        found: Vec<checks::Finding>,
        all: &Renamings,
    ) -> (Vec<Finding>, Vec<checks::Finding>) {
        let (settled, left): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|found| self.renaming_of(path, found, all).is_some());
        let shown = settled.iter().filter_map(|found| self.planned_repair(path, post, found, all));
        (shown.map(|repair| repair.finding).collect(), left)
    }

    fn renaming_of<'a>(&self, path: &str, found: &checks::Finding, all: &'a Renamings) -> Option<&'a Renaming> {
        let link = found.fix.as_ref()?.rename.as_ref()?;
        let file = self.files.picture_file(path, link)?;
        all.pictures.iter().find(|picture| picture.old == file)
    }

    fn planned_repair(&self, path: &str, post: &Post, found: &checks::Finding, all: &Renamings) -> Option<TidyRepair> {
        let shown = finding(post, found);
        let Some(picture) = self.renaming_of(path, found, all) else {
            let edits = found.fix.as_ref().is_some_and(|fix| !fix.edits.is_empty() || fix.moved.is_some());
            return edits.then_some(TidyRepair { finding: shown, picture: None });
        };
        let repair = found.span.as_ref().map(|span| {
            let link = post.body().get(span.clone()).unwrap_or_default();
            let folder = link.rfind('/').map_or(0, |slash| slash + 1);
            let text = format!("{}{}", link[..folder].replace(' ', "%20"), picture.new_name());
            let fix = Fix { edits: vec![Edit { range: span.clone(), text }], ..Fix::default() };
            let (before, after) = tidy::before_and_after(post, &fix);
            Repair { before, after }
        });
        let finding = Finding { repair: repair.or(shown.repair.clone()), ..shown };
        Some(TidyRepair { finding, picture: Some(new_name(path, picture)) })
    }
}

/// What was done, for those who are told afterwards: its places are gone.
fn repaired(done: &tidy::Done) -> Finding {
    let repair = Some(Repair { before: done.before.clone(), after: done.after.clone() });
    Finding { repair, from: None, to: None, ..described(&done.found) }
}

fn links_of(found: &[checks::Finding]) -> Vec<String> {
    found.iter().filter_map(|found| found.fix.as_ref()?.rename.clone()).collect()
}

/// The same findings in a post whose pictures have got other names meanwhile.
fn again(now: &[checks::Finding], wanted: &[checks::Finding]) -> Vec<checks::Finding> {
    let mut now: Vec<&checks::Finding> = now.iter().collect();
    let same = |one: &checks::Finding, other: &checks::Finding| {
        (one.id, one.line, &one.args) == (other.id, other.line, &other.args)
    };
    let place = |wanted: &checks::Finding, now: &[&checks::Finding]| now.iter().position(|one| same(one, wanted));
    wanted.iter().filter_map(|wanted| place(wanted, &now).map(|at| now.remove(at).clone())).collect()
}

/// The findings that were chosen, each at most once.
fn picked(post: &Post, found: &[checks::Finding], chosen: &[Chosen]) -> Vec<checks::Finding> {
    let mut left: Vec<&checks::Finding> = found.iter().collect();
    let mut places = Utf16::new(post.body());
    let from: Vec<Option<u32>> =
        found.iter().map(|found| found.span.as_ref().map(|span| places.at(span.start))).collect();
    let place = |one: &checks::Finding| found.iter().position(|other| std::ptr::eq(other, one)).and_then(|at| from[at]);
    let mut picked = Vec::new();
    for wanted in chosen {
        let fits = |one: &&checks::Finding| {
            one.id == wanted.id
                && u32::try_from(one.line).is_ok_and(|line| line == wanted.line)
                && (wanted.from.is_none() || wanted.from == place(one))
        };
        if let Some(at) = left.iter().position(fits) {
            picked.push(left.remove(at).clone());
        }
    }
    picked
}

fn new_name(path: &str, picture: &Renaming) -> NewName {
    let (from, to) = (picture.old_name(), picture.new_name());
    let posts = picture.followers.iter().filter(|post| *post != path).count();
    let mut message = words::say("tidy.renamed", &[("from", from), ("to", to)]);
    if posts > 0 {
        message = words::say(
            "tidy.renamed.also",
            &[("from", from), ("to", to), ("posts", &words::count("count.other-posts", posts))],
        );
    }
    if picture.stays {
        message = format!("{message} {}", words::say("tidy.stays", &[("from", from)]));
    }
    let posts = u32::try_from(posts).unwrap_or(u32::MAX);
    NewName { from: from.to_owned(), to: to.to_owned(), posts, stays: picture.stays, message }
}
