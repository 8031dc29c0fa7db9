//! A repository's settings, read once. Whose each is matters: what a person set for all her repositories may name
//! programs; what came with a folder may not.

use std::path::Path;

use ::git2::{Config, ConfigLevel};

/// One setting.
#[derive(Debug, Clone)]
struct Setting {
    key: String,
    value: String,
    /// From the person's or the computer's own settings.
    trusted: bool,
}

/// All settings that hold for a repository, the weakest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings(Vec<Setting>);

impl Settings {
    /// Those of the repository whose own folder this is.
    pub(crate) fn of(common_dir: &Path) -> Result<Self, ::git2::Error> {
        let mut config = Config::open_default().or_else(|_| Config::new())?;
        config.add_file(&common_dir.join("config"), ConfigLevel::Local, false)?;
        Self::read(&config)
    }

    /// Those that a configuration holds.
    pub(crate) fn read(config: &Config) -> Result<Self, ::git2::Error> {
        let mut all = Vec::new();
        config.entries(None)?.for_each(|entry| {
            // A name alone means yes; asked for its value, it would bring the program down.
            let value = if entry.has_value() { entry.value() } else { Ok("true") };
            let (Ok(key), Ok(value)) = (entry.name(), value) else { return };
            let own = [ConfigLevel::ProgramData, ConfigLevel::System, ConfigLevel::XDG, ConfigLevel::Global];
            let trusted = own.contains(&entry.level());
            all.push(Setting { key: key.to_owned(), value: value.to_owned(), trusted });
        })?;
        Ok(Self(all))
    }

    /// What is set, whoever set it.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|setting| setting.key == key).map(|setting| setting.value.as_str())
    }

    /// What the person or the computer's owner set.
    pub(crate) fn trusted(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|setting| setting.trusted && setting.key == key).map(|setting| setting.value.as_str())
    }

    /// Whether something is switched on.
    pub(crate) fn is_on(&self, key: &str) -> bool {
        self.get(key).is_some_and(is_yes)
    }

    /// The middle parts of the keys that begin and end so, in order, each once.
    pub(crate) fn names(&self, begin: &str, end: &str) -> Vec<&str> {
        let middle = |setting: &'_ Setting| -> Option<(usize, usize)> {
            let rest = setting.key.strip_prefix(begin)?.strip_suffix(end)?;
            (!rest.is_empty()).then_some((begin.len(), begin.len() + rest.len()))
        };
        let mut names: Vec<&str> = Vec::new();
        for setting in &self.0 {
            let name = middle(setting).and_then(|(from, to)| setting.key.get(from..to));
            if let Some(name) = name.filter(|name| !names.contains(name)) {
                names.push(name);
            }
        }
        names
    }

    /// An address as `url.*.insteadOf` rewrites it: the longest beginning counts.
    pub(crate) fn rewritten(&self, url: &str, for_push: bool) -> String {
        let best = |end: &str| {
            let rules = self.0.iter().filter_map(|setting| {
                let base = setting.key.strip_prefix("url.")?.strip_suffix(end)?;
                let rest = url.strip_prefix(setting.value.as_str())?;
                Some((setting.value.len(), format!("{base}{rest}")))
            });
            rules.max_by_key(|(length, _)| *length).map(|(_, url)| url)
        };
        let pushed = if for_push { best(".pushinsteadof") } else { None };
        pushed.or_else(|| best(".insteadof")).unwrap_or_else(|| url.to_owned())
    }
}

/// git's words for yes.
pub(crate) fn is_yes(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "true" | "yes" | "on" | "1" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config"), text).unwrap();
        Settings::of(folder.path()).unwrap()
    }

    #[test]
    fn what_came_with_a_folder_is_not_the_persons() {
        let found = settings("[gpg]\n\tprogram = /evil\n[commit]\n\tgpgSign\n");
        assert_eq!(found.get("gpg.program"), Some("/evil"));
        assert_ne!(found.trusted("gpg.program"), Some("/evil"));
        assert!(found.is_on("commit.gpgsign"));
    }

    #[test]
    fn servers_are_named_and_addresses_rewritten() {
        let found = settings(
            "[remote \"a.b\"]\n\turl = x\n[remote \"origin\"]\n\turl = y\n\turl = z\n\
             [url \"https://x/\"]\n\tinsteadOf = g:\n[url \"https://xy/\"]\n\tinsteadOf = g:y/\n",
        );
        let names = found.names("remote.", ".url");
        assert!(names.ends_with(&["a.b", "origin"]), "{names:?}");
        assert_eq!(found.rewritten("g:y/s.git", false), "https://xy/s.git");
        assert_eq!(found.rewritten("g:z/s.git", true), "https://x/z/s.git");
        assert_eq!(found.rewritten("h:z", false), "h:z");
    }
}
