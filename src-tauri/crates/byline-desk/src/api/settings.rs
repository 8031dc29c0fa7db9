use serde::{Deserialize, Serialize};
use specta::Type;

use super::{DraftFlag, FieldChoice, Outcome};

/// Where each thing that was understood of a site comes from: a file's name, or a few plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ToldBy {
    /// The site's name.
    pub name: String,
    /// The site's address.
    pub address: String,
    /// The folders of posts.
    pub posts: String,
    /// The folder of drafts.
    pub drafts: String,
    /// How files are named.
    pub file_name: String,
    /// The detail that marks a draft.
    pub draft_flag: String,
    /// Whether posts of a later day are shown already.
    pub future: String,
    /// Where pictures go.
    pub pictures: String,
    /// The kind of details.
    pub front_matter: String,
    /// The list of details.
    pub fields: String,
}

/// All that a person can settle about a site. Folders are relative to the site, its own being a dot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SettingsForm {
    /// The site's name.
    pub name: String,
    /// The site's address on the web; empty when nobody says it.
    pub address: String,
    /// The folders of posts, the one for new posts first.
    pub folders: Vec<String>,
    /// The folder of drafts; empty when there is none.
    pub drafts: String,
    /// How files are named: with the places `{year}`, `{month}`, `{day}` and `{slug}`, without extension.
    pub file_name: String,
    /// The extension of new posts.
    pub extension: String,
    /// The detail that marks a draft.
    pub draft_flag: Option<DraftFlag>,
    /// Posts of a later day are shown already.
    pub future: bool,
    /// Pictures go next to each post: into a folder of this name, or into the post's own when it is a dot.
    pub beside: Option<String>,
    /// The one folder of pictures, when they do not go next to each post.
    pub pictures_folder: String,
    /// How posts refer to it.
    pub pictures_url: String,
    /// `yaml`, `toml`, `json`, or none.
    pub front_matter: Option<String>,
    /// The details, in their order.
    pub fields: Vec<FieldForm>,
}

/// One detail in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldForm {
    /// The name in the file.
    pub name: String,
    /// The name a person reads.
    pub label: String,
    /// As in [`super::SiteField`].
    #[serde(rename = "type")]
    pub kind: String,
    /// The site wants it in every post.
    pub required: bool,
    /// What a new post starts with; empty for nothing.
    pub default: String,
    /// The only right values; empty when any value may stand here.
    pub choices: Vec<FieldChoice>,
    /// Several values may be there.
    pub multiple: bool,
    /// What the site tells the writer about it.
    pub hint: String,
    /// Nobody is asked for it.
    pub hidden: bool,
    /// The file that told about it; none when it was seen in the newest posts.
    pub told_by: Option<String>,
}

/// What is settled about a site, what would be understood without anybody's saying, and who told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SiteSettings {
    /// As it is.
    pub form: SettingsForm,
    /// As it would be without what people said in the site's `.byline.toml`.
    pub understood: SettingsForm,
    /// Where it comes from as it is.
    pub told_by: ToldBy,
    /// Where it would come from.
    pub understood_by: ToldBy,
    /// What comes of it.
    pub example: SettingsExample,
    /// What in `.byline.toml` could not be taken, a sentence each.
    pub notes: Vec<String>,
    /// Files with settings for the same posts that were not used.
    pub set_aside: Vec<String>,
    /// Whether colleagues have these settings too.
    pub sharing: Sharing,
}

/// Whether the server has the same `.byline.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Sharing {
    /// It has, or there is none anywhere.
    Same,
    /// It has another one, or only one of the two has any.
    Differs,
    /// There is no server.
    Alone,
}

/// What becomes of a new post called “Hello”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SettingsExample {
    /// Its file.
    pub post: String,
    /// Where a picture of it goes.
    pub picture: String,
    /// How the post refers to that picture.
    pub link: String,
}

/// What a form comes to before it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SettingsCheck {
    /// What cannot be; nothing is saved while there is any.
    pub troubles: Vec<SettingsTrouble>,
    /// What would come of it, when it can be.
    pub example: Option<SettingsExample>,
}

/// Something in a form that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SettingsTrouble {
    /// The form's line, such as `folders`; `fields.3` is the detail in the fourth place.
    pub line: String,
    /// A plain sentence.
    pub message: String,
}

/// How sharing the settings ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SettingsShared {
    /// How, in the words of publishing.
    pub outcome: Outcome,
    /// The settings after it.
    pub settings: SiteSettings,
}
