//! The dictionaries that there are: those that came with Byline, the computer's, and those that a person added.

use std::fs;
use std::path::{Path, PathBuf};

use byline_language::{Dictionary, LARGEST_AFF, LARGEST_DIC};
use byline_site::tag;

/// A folder of dictionaries inside the desk's own.
const OWN: &str = "dictionaries";

/// Where the programs of a computer keep dictionaries for each other.
const ON_LINUX: [&str; 6] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice/share/extensions",
];
const ON_MACOS: [&str; 2] = ["/Library/Spelling", "/Applications/LibreOffice.app/Contents/Resources/extensions"];
const ON_WINDOWS: [&str; 1] = ["C:\\Program Files\\LibreOffice\\share\\extensions"];

/// Most files looked at in one folder.
const MOST: usize = 1_000;

/// Which other English is nearest, where there is no dictionary of the very one.
const LIKE_BRITISH: [&str; 6] = ["AU", "IE", "IN", "NZ", "SG", "ZA"];

/// Places with dictionaries, those that go first in front.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shelf {
    places: Vec<PathBuf>,
}

/// One dictionary's files.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    tag: String,
    aff: PathBuf,
}

impl Shelf {
    /// What a person added in the desk's folder goes before `places`.
    pub(crate) fn new(desk: &Path, places: &[PathBuf]) -> Self {
        let own = desk.join(OWN);
        Self { places: [own].into_iter().chain(places.iter().cloned()).collect() }
    }

    /// The languages that there are dictionaries for, sorted.
    pub(crate) fn languages(&self) -> Vec<String> {
        let mut tags: Vec<String> = self.all().into_iter().map(|found| found.tag).collect();
        tags.sort();
        tags.dedup();
        tags
    }

    /// The dictionaries that stand for a language: its own, else the nearest of the same language. English that names no
    /// country is any English.
    pub(crate) fn tags_for(&self, wanted: &str) -> Vec<String> {
        let all = self.languages();
        let language = wanted.split('-').next().unwrap_or(wanted);
        if wanted == "en" {
            let english = ["en-US", "en-GB"].map(str::to_owned);
            let found: Vec<String> = english.into_iter().filter(|tag| all.contains(tag)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let british = language == "en" && LIKE_BRITISH.iter().any(|country| wanted.ends_with(country));
        let own_country = format!("{language}-{}", language.to_uppercase());
        let near = [wanted, language, if british { "en-GB" } else { "en-US" }, &own_country];
        let of_language = |tag: &&String| tag.split('-').next() == Some(language);
        let found = near.iter().find_map(|tag| all.iter().filter(of_language).find(|known| known == tag));
        found.or_else(|| all.iter().find(of_language)).cloned().into_iter().collect()
    }

    /// Reads the dictionary of exactly this language; none when its files are no dictionary.
    pub(crate) fn read(&self, tag: &str) -> Option<Dictionary> {
        let files = self.all().into_iter().filter(|found| found.tag == tag);
        files.map(|found| read(&found.aff)).find_map(Result::ok)
    }

    /// Puts a dictionary's two files into the desk's folder; `chosen` is either of them. Gives its language.
    pub(crate) fn add(&self, chosen: &Path) -> std::io::Result<Option<String>> {
        let Some(own) = self.places.first() else { return Ok(None) };
        let (aff, dic) = (chosen.with_extension("aff"), chosen.with_extension("dic"));
        let Some(tag) = tag_of(chosen).filter(|_| read(&aff).is_ok()) else { return Ok(None) };
        fs::create_dir_all(own)?;
        for (file, extension) in [(dic, "dic"), (aff, "aff")] {
            crate::files::replace(&own.join(&tag).with_extension(extension), &fs::read(file)?)?;
        }
        Ok(Some(tag))
    }

    fn all(&self) -> Vec<Found> {
        self.places.iter().flat_map(|place| in_folder(place, true)).collect()
    }
}

/// The dictionaries in a folder and, where an office program keeps each in a folder of its own, in those inside.
fn in_folder(folder: &Path, deeper: bool) -> Vec<Found> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.take(MOST).filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.extension().is_some_and(|end| end == "aff") && path.with_extension("dic").is_file() {
            found.extend(tag_of(&path).map(|tag| Found { tag, aff: path }));
        } else if deeper && path.is_dir() {
            found.extend(in_folder(&path, false));
        }
    }
    found
}

/// The language that a dictionary's name stands for: `de_AT_frami.aff` is `de-AT`, `ca-valencia.aff` is `ca-valencia`.
fn tag_of(file: &Path) -> Option<String> {
    let name = file.file_stem()?.to_str()?.replace('_', "-");
    let parts: Vec<&str> = name.split('-').take(2).collect();
    let region = parts.get(1).filter(|part| part.len() == 2 || part.len() > 3);
    tag(&region.map_or_else(|| parts[0].to_owned(), |region| format!("{}-{region}", parts[0])))
}

fn read(aff: &Path) -> std::io::Result<Dictionary> {
    let bytes = |file: &Path, most: usize| {
        let is_small = fs::metadata(file)?.len() <= most as u64;
        if is_small { fs::read(file) } else { Err(std::io::ErrorKind::FileTooLarge.into()) }
    };
    let (aff, dic) = (bytes(aff, LARGEST_AFF)?, bytes(&aff.with_extension("dic"), LARGEST_DIC)?);
    Dictionary::read(&aff, &dic).map_err(|_| std::io::ErrorKind::InvalidData.into())
}

/// Where dictionaries are on the computer that Byline runs on: beside the program, and where other programs have theirs.
/// Only the programs on top ask this.
pub(crate) fn usual_places() -> Vec<PathBuf> {
    let program = std::env::current_exe().and_then(fs::canonicalize).ok();
    let beside = program.as_deref().and_then(Path::parent).map(shipped).unwrap_or_default();
    let computer: &[&str] = if cfg!(target_os = "macos") {
        &ON_MACOS
    } else if cfg!(windows) {
        &ON_WINDOWS
    } else {
        &ON_LINUX
    };
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let own = home.into_iter().flat_map(|home| {
        if cfg!(target_os = "macos") {
            vec![home.join("Library/Spelling")]
        } else {
            vec![home.join(".local/share/hunspell")]
        }
    });
    beside.into_iter().chain(own).chain(computer.iter().map(PathBuf::from)).collect()
}

/// The languages that the person's session is in, by the variables that programs in a terminal go by.
pub(crate) fn usual_languages() -> Vec<String> {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    said.filter_map(|said| tag(&said)).collect()
}

/// Where a package puts what comes with a program that is in `folder`: beside it, in a Mac's bundle, or in a folder of
/// libraries of the program's name.
fn shipped(folder: &Path) -> Vec<PathBuf> {
    ["dictionaries", "../Resources/dictionaries", "../lib/Byline/dictionaries"].map(|place| folder.join(place)).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(files: &[&str]) -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let place = folder.path().join("system").join(file);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place.with_extension("aff"), "SET UTF-8\n").unwrap();
            fs::write(place.with_extension("dic"), "1\nboat\n").unwrap();
        }
        let shelf = Shelf::new(&folder.path().join("desk"), &[folder.path().join("system")]);
        (folder, shelf)
    }

    #[test]
    fn dictionaries_are_found_by_their_names() {
        let (_folder, shelf) =
            shelf(&["en_US", "en_GB", "dict-de/de_DE_frami", "dict-de/de_AT_frami", "ca-valencia", "fr", "hyph_de_DE"]);
        assert_eq!(shelf.languages(), ["ca-valencia", "de-AT", "de-DE", "en-GB", "en-US", "fr"]);
        let check = |wanted: &str, expect: &[&str]| assert_eq!(shelf.tags_for(wanted), expect, "{wanted}");
        check("de-AT", &["de-AT"]);
        check("de", &["de-DE"]);
        check("de-CH", &["de-DE"]);
        check("en", &["en-US", "en-GB"]);
        check("en-IE", &["en-GB"]);
        check("en-PH", &["en-US"]);
        check("fr-CA", &["fr"]);
        check("ca", &["ca-valencia"]);
        check("it", &[]);
        assert!(shelf.read("fr").unwrap().knows("boat") && shelf.read("it").is_none());
    }

    #[test]
    fn a_persons_own_dictionary_is_copied_and_goes_first() {
        let (folder, shelf) = shelf(&["fr"]);
        let brought = folder.path().join("brought/it_IT.dic");
        fs::create_dir_all(brought.parent().unwrap()).unwrap();
        fs::write(&brought, "1\nbarca\n").unwrap();
        assert_eq!(shelf.add(&brought).unwrap(), None, "its rules are missing");
        fs::write(brought.with_extension("aff"), "SET UTF-8\n").unwrap();
        assert_eq!(shelf.add(&brought).unwrap().as_deref(), Some("it-IT"));
        assert!(shelf.read("it-IT").unwrap().knows("barca"));
        fs::write(brought.with_file_name("fr.dic"), "1\nbateau\n").unwrap();
        fs::write(brought.with_file_name("fr.aff"), "SET UTF-8\n").unwrap();
        shelf.add(&brought.with_file_name("fr.aff")).unwrap();
        assert!(shelf.read("fr").unwrap().knows("bateau"));
    }
}
