//! Where a website goes on this computer, and where it had better not be.

use std::path::{Path, PathBuf};

use crate::words;

/// How many letters a folder's name has at the most.
const LONGEST: usize = 60;

/// Folders by the names that programs give them, and whose they are.
const NAMES: [(&str, &str); 16] = [
    ("OneDrive", "OneDrive"),
    ("OneDrive - *", "OneDrive"),
    ("OneDrive-*", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Dropbox (*", "Dropbox"),
    ("Dropbox-*", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("GoogleDrive-*", "Google Drive"),
    ("Mobile Documents", "iCloud"),
    ("iCloud Drive", "iCloud"),
    ("iCloudDrive", "iCloud"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("Box Sync", "Box"),
    ("pCloud Drive", "pCloud"),
];

/// Files by which those programs know their own folders, whatever these are called.
const MARKERS: [(&str, &str); 6] = [
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
];

/// Where websites are kept when nobody says another place: the person's documents, or the home folder where the documents
/// are in a cloud. Only the programs on top ask.
pub fn sites_place() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let documents = dirs.document_dir().filter(|folder| folder.is_dir() && cloud_of(folder).is_none());
    Some(documents.map_or_else(|| websites_in(dirs.home_dir()), Path::to_owned))
}

/// Where a website goes that leaves a cloud folder. Only the programs on top ask.
pub fn websites_place() -> Option<PathBuf> {
    sites_place().filter(|place| cloud_of(place).is_none())
}

fn websites_in(home: &Path) -> PathBuf {
    home.join(words::say("connect.websites", &[]))
}

/// The program that copies this folder to a cloud, if one does.
pub(crate) fn cloud_of(folder: &Path) -> Option<&'static str> {
    let by_name = |at: &Path| {
        let name = at.file_name()?.to_str()?;
        let is = |pattern: &str| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        };
        NAMES.iter().find(|(pattern, _)| is(pattern)).map(|(_, whose)| *whose)
    };
    let by_marker =
        |at: &Path| MARKERS.iter().find(|(file, _)| at.join(file).symlink_metadata().is_ok()).map(|(_, whose)| *whose);
    folder.ancestors().find_map(|at| by_name(at).or_else(|| by_marker(at)))
}

/// A folder's name that every computer accepts.
pub(super) fn folder_name(wanted: &str) -> String {
    let sound = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ') { c } else { '-' };
    let name: String = wanted.trim().chars().map(sound).take(LONGEST).collect();
    let name = name.trim_matches(['.', ' ', '-']).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
    if name.is_empty() || device { format!("website-{name}").trim_end_matches('-').to_owned() } else { name }
}

/// The name, with a number behind it when something of that name is there.
pub(super) fn free_name(parent: &Path, wanted: &str) -> String {
    let wanted = folder_name(wanted);
    let numbered = (2..1000).map(|n| format!("{wanted}-{n}"));
    let free = |name: &String| parent.join(name).symlink_metadata().is_err();
    std::iter::once(wanted.clone()).chain(numbered).find(free).unwrap_or(wanted)
}

/// A folder as a person recognises it: its last two parts.
pub(super) fn shown(folder: &Path) -> String {
    let names: Vec<_> = folder.iter().filter_map(|part| part.to_str()).filter(|part| *part != "/").collect();
    names[names.len().saturating_sub(2)..].join(" › ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloud_folders_are_known_by_name_and_by_marker() {
        fn check(folder: &str, expect: Option<&str>) {
            assert_eq!(cloud_of(Path::new(folder)), expect, "{folder}");
        }
        check("/home/anna/OneDrive - Acme/sites/blog", Some("OneDrive"));
        check("/Users/anna/Library/CloudStorage/GoogleDrive-anna@example.org/My Drive/blog", Some("Google Drive"));
        check("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/blog", Some("iCloud"));
        check("/home/anna/Dropbox (Acme)/blog", Some("Dropbox"));
        check("/home/anna/Documents/about OneDrive/blog", None);
        check("/home/anna/My Dropbox notes/blog", None);
        let place = tempfile::tempdir().unwrap();
        let below = place.path().join("mine/blog");
        std::fs::create_dir_all(&below).unwrap();
        assert_eq!(cloud_of(&below), None);
        std::fs::create_dir(place.path().join("mine/.dropbox.cache")).unwrap();
        assert_eq!(cloud_of(&below), Some("Dropbox"));
    }

    #[test]
    fn folders_get_names_that_every_computer_accepts() {
        for (wanted, expect) in [
            ("blog", "blog"),
            ("The “Blog”: news/2026", "The -Blog-- news-2026"),
            ("../../x", "x"),
            ("..", "website"),
            ("", "website"),
            ("CON", "website-CON"),
            ("com1.org", "website-com1.org"),
            ("Über uns.", "Über uns"),
        ] {
            assert_eq!(folder_name(wanted), expect);
        }
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("blog"), "").unwrap();
        assert_eq!(free_name(place.path(), "blog"), "blog-2");
        assert_eq!(free_name(place.path(), "other"), "other");
    }
}
