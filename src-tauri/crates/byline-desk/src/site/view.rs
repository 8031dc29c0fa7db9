//! What was understood of the site, for people to see.

use byline_site::{Complaint, Corrections, OnDisk, Told, Why};

use super::{Site, front_matter_word};
use crate::api::{DraftFlag, PicturePlace, SiteField, SiteView, ToldBy};
use crate::connect::cloud_of;
use crate::{DeskError, KnownSites, known, words};

impl Site {
    /// What was understood of the site.
    pub fn view(&self) -> SiteView {
        let site = &self.understood;
        let destination = self.engine.destination().ok();
        let remote = destination.as_ref().and_then(|to| to.remote.as_ref());
        let no_server = || DeskError::Git(byline_git::Fault::NoServer).problem();
        SiteView {
            id: known::id(&self.root),
            name: self.name(),
            place: self.root.display().to_string(),
            generator: site.generator.to_owned(),
            posts: site.post_folders.clone(),
            drafts: site.drafts_folder.clone(),
            file_name: site.file_name_pattern(),
            draft_flag: site.draft_flag.as_ref().map(|flag| DraftFlag { name: flag.name.clone(), value: flag.value }),
            pictures: PicturePlace { folder: site.pictures.folder.clone(), url: site.pictures.url.clone() },
            front_matter: site.front_matter.map(|kind| front_matter_word(kind).to_owned()),
            configured_by: site.configured_by.clone(),
            set_aside: site.set_aside.clone(),
            told_by: told_by(site),
            writing: (&site.writing).into(),
            notes: self.own_copy_note().into_iter().chain(self.settings_notes()).collect(),
            fields: site.fields.iter().map(SiteField::from).collect(),
            hidden: site.hidden.iter().map(SiteField::from).collect(),
            branch: destination.as_ref().map(|to| to.branch.clone()),
            remote: remote.map(|remote| remote.url.clone()),
            writer: self.writer(),
            cloud: self.cloud(),
            cannot_publish: remote.is_none().then(no_server),
        }
    }

    fn cloud(&self) -> Option<String> {
        let stays = KnownSites::read(&self.around.desk).stays_in_cloud(&self.root);
        cloud_of(&self.root).filter(|_| !stays).map(str::to_owned)
    }

    /// What in the site's own file of settings could not be taken, a sentence each.
    pub(super) fn settings_notes(&self) -> Vec<String> {
        let Ok(folder) = OnDisk::new(&self.root) else { return Vec::new() };
        let mut notes: Vec<String> = Corrections::of(&folder).1.iter().map(note).collect();
        let aside = self.understood.set_aside.join(", ");
        if let (false, Some(used)) = (aside.is_empty(), self.understood.settings_file()) {
            notes.push(words::say("settings.note.set-aside", &[("files", &aside), ("used", used)]));
        }
        notes
    }
}

/// Who told each thing, in words.
pub(super) fn told_by(site: &byline_site::Site) -> ToldBy {
    let by = &site.told_by;
    let say = |told: &Told| match told {
        Told::File(file) => file.clone(),
        Told::Posts => words::say("settings.told.posts", &[]),
        Told::Folders => words::say("settings.told.folders", &[]),
        Told::Usual if site.generator == "plain" => words::say("settings.told.byline", &[]),
        Told::Usual => words::say("settings.told.usual", &[("generator", &capital(site.generator))]),
    };
    ToldBy {
        name: say(&by.name),
        address: say(&by.address),
        posts: say(&by.posts),
        drafts: say(&by.drafts),
        file_name: say(&by.file_name),
        draft_flag: say(&by.draft_flag),
        future: say(&by.future),
        pictures: say(&by.pictures),
        front_matter: say(&by.front_matter),
        fields: say(&by.fields),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn note(complaint: &Complaint) -> String {
    let word = match complaint.why {
        Why::Broken => "broken",
        Why::TooLarge => "too-large",
        Why::Unknown => "unknown",
        Why::NotText => "not-text",
        Why::NotTruth => "not-truth",
        Why::NotAList => "not-a-list",
        Why::NotASection => "not-a-section",
        Why::Outside => "outside",
        Why::NotAName => "not-a-name",
        Why::NotAKind => "not-a-kind",
        Why::NotAnAddress => "not-an-address",
        Why::TooMuch => "too-much",
    };
    words::say(&format!("settings.note.{word}"), &[("line", &complaint.line.to_string()), ("key", &complaint.key)])
}
