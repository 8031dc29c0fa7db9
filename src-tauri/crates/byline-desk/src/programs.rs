//! Where this computer keeps the programs that publishing and sites' generators may need, and what they are started with. Only the programs
//! on top ask this; the desk itself never does.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use byline_git::Programs;

/// The variables that other programs are started with: where the person's home, programs and agents are, how the
/// internet is reached, and what the system itself needs. Nothing else of Byline's surroundings reaches them.
const VARIABLES: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "LANG",
    "TMPDIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "SSH_AUTH_SOCK",
    "GNUPGHOME",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_SSL_CAINFO",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "http_proxy",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
    // Windows.
    "SystemRoot",
    "SystemDrive",
    "windir",
    "ComSpec",
    "PATHEXT",
    "USERPROFILE",
    "USERNAME",
    "USERDOMAIN",
    "HOMEDRIVE",
    "HOMEPATH",
    "APPDATA",
    "LOCALAPPDATA",
    "ProgramData",
    "ProgramFiles",
    "TEMP",
    "TMP",
];

/// The variables that a site's own generator is started with: where programs, the home and Ruby's packages are, the
/// language, and what the system itself needs. No agent, no proxy (its address may hold a password), no display.
const FOR_GENERATORS: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TZ",
    "GEM_HOME",
    "GEM_PATH",
    // Windows.
    "SystemRoot",
    "SystemDrive",
    "windir",
    "ComSpec",
    "PATHEXT",
    "USERPROFILE",
    "USERNAME",
    "HOMEDRIVE",
    "HOMEPATH",
    "APPDATA",
    "LOCALAPPDATA",
    "ProgramData",
    "ProgramFiles",
    "TEMP",
    "TMP",
];

/// Where people have generators beside the folders of `PATH`, of which a program started from a menu knows few. Those that
/// begin with `~` are below the home.
const MORE_FOLDERS: &[&str] = &[
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/snap/bin",
    "~/.local/bin",
    "~/bin",
    "~/go/bin",
    "~/.cargo/bin",
    "~/.volta/bin",
    "~/.rbenv/shims",
    "~/.asdf/shims",
];

/// Where Git for Windows puts itself, below the folders that these variables name.
const ON_WINDOWS: &[(&str, &str)] = &[("ProgramFiles", "Git\\cmd"), ("LOCALAPPDATA", "Programs\\Git\\cmd")];

/// Where the other programs of Git for Windows are, seen from its `cmd`.
const BESIDE_ON_WINDOWS: &str = "..\\usr\\bin";

/// Where Apple's developer tools are, the chosen ones first. Their `git` in `/usr/bin` is only a door to them, which
/// offers to install them when they are not there; hence what is behind the door is looked for.
const ON_MACOS: &[&str] = &[
    "/var/db/xcode_select_link/usr/bin",
    "/Library/Developer/CommandLineTools/usr/bin",
    "/Applications/Xcode.app/Contents/Developer/usr/bin",
];

/// The programs of the computer that Byline runs on.
pub(crate) fn usual() -> Programs {
    let variables = VARIABLES.iter().filter_map(|name| Some((OsString::from(name), std::env::var_os(name)?)));
    found(variables.collect(), &|place| place.is_file())
}

/// The programs of this computer that sites' own generators need; who keeps watch over them is added by whoever knows.
pub(crate) fn generators() -> byline_generator::Programs {
    let variables = FOR_GENERATORS.iter().filter_map(|name| Some((OsString::from(name), std::env::var_os(name)?)));
    found_generators(variables.collect(), &|place| place.is_file())
}

fn found_generators(
    mut variables: Vec<(OsString, OsString)>,
    is_there: &dyn Fn(&Path) -> bool,
) -> byline_generator::Programs {
    let get = |name: &str| variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_os_str());
    let mut folders = folders(get("PATH"), &get);
    let home = get("HOME").map(Path::new);
    let more = MORE_FOLDERS.iter().filter_map(|folder| match folder.strip_prefix("~/") {
        Some(below) => Some(home?.join(below)),
        None => Some(PathBuf::from(folder)),
    });
    let more: Vec<_> = more.filter(|folder| folder.is_absolute() && !folders.contains(folder)).collect();
    folders.extend(more);
    let find = |name: &str| {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".bat", ".cmd"] } else { &[""] };
        let names = endings.iter().map(|ending| format!("{name}{ending}"));
        names.flat_map(|name| folders.iter().map(move |folder| folder.join(&name))).find(|place| is_there(place))
    };
    let [hugo, zola, jekyll, bundle, node] = ["hugo", "zola", "jekyll", "bundle", "node"].map(find);
    // They start others by their names, which are then found where they themselves were.
    if let Ok(path) = std::env::join_paths(&folders) {
        variables.retain(|(name, _)| name != "PATH");
        variables.push(("PATH".into(), path));
    }
    if !variables.iter().any(|(name, _)| name == "LANG" || name == "LC_ALL") {
        variables.push(("LANG".into(), "C.UTF-8".into()));
    }
    variables.extend([("NO_COLOR".into(), "1".into()), ("CI".into(), "true".into())]);
    byline_generator::Programs { keeper: None, hugo, zola, jekyll, bundle, node, variables }
}

fn found(variables: Vec<(OsString, OsString)>, is_there: &dyn Fn(&Path) -> bool) -> Programs {
    let get = |name: &str| variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_os_str());
    let folders = folders(get("PATH"), &get);
    let find = |name: &str| {
        let name = if cfg!(windows) { format!("{name}.exe") } else { name.to_owned() };
        folders.iter().map(|folder| folder.join(&name)).find(|place| is_there(place))
    };
    let git = find("git").filter(|place| !is_apples_door(place));
    let (ssh, ssh_keygen, gpg) = (find("ssh"), find("ssh-keygen"), find("gpg"));
    Programs { git, ssh, ssh_keygen, gpg, variables }
}

/// The folders with programs, in order. Never one that is named from where Byline was started.
fn folders<'a>(path: Option<&OsStr>, get: &dyn Fn(&str) -> Option<&'a OsStr>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        if cfg!(target_os = "macos") { ON_MACOS.iter().map(PathBuf::from).collect() } else { Vec::new() };
    folders.extend(path.map(std::env::split_paths).into_iter().flatten().filter(|folder| folder.is_absolute()));
    if cfg!(windows) {
        let installed = ON_WINDOWS.iter().filter_map(|(name, below)| Some(Path::new(get(name)?).join(below)));
        folders.extend(installed.collect::<Vec<_>>());
        let beside: Vec<_> =
            folders.iter().filter(|at| at.ends_with("cmd")).map(|at| at.join(BESIDE_ON_WINDOWS)).collect();
        folders.extend(beside);
    }
    folders
}

fn is_apples_door(place: &Path) -> bool {
    cfg!(target_os = "macos") && place.starts_with("/usr/bin")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_on_the_path_and_never_where_byline_was_started() {
        let check = |path: &str, there: &[&str], git: Option<&str>| {
            let variables = vec![(OsString::from("PATH"), OsString::from(path))];
            let programs = found(variables, &|place| there.iter().any(|known| Path::new(known) == place));
            assert_eq!(programs.git, git.map(PathBuf::from), "{path}");
            assert_eq!(programs.variables.len(), 1);
        };
        check("/a:/b", &["/b/git"], Some("/b/git"));
        check("/a:/b", &["/a/git", "/b/git"], Some("/a/git"));
        check(".:bin:/b", &["git", "./git", "bin/git", "/b/git"], Some("/b/git"));
        check("/a", &["/b/git"], None);
        check("", &["git"], None);
    }

    #[test]
    fn generators_are_found_on_the_path_and_where_people_have_them() {
        let check = |there: &str, expect: bool| {
            let variables =
                [("PATH", "bin:/b"), ("HOME", "/home/ann")].map(|(name, value)| (name.into(), value.into()));
            let programs = found_generators(variables.to_vec(), &|place| place == Path::new(there));
            assert_eq!(programs.hugo.as_deref(), expect.then_some(Path::new(there)));
            let path = programs.variables.iter().find(|(name, _)| name == "PATH").unwrap().1.to_str().unwrap();
            assert!(path.starts_with("/b:") && path.contains("/home/ann/.local/bin"), "{path}");
        };
        check("/b/hugo", true);
        check("/home/ann/.local/bin/hugo", true);
        check("/opt/homebrew/bin/hugo", true);
        check("bin/hugo", false);
    }

    #[test]
    fn generators_get_no_agent_and_no_proxy() {
        for secret in
            ["SSH_AUTH_SOCK", "GNUPGHOME", "DBUS_SESSION_BUS_ADDRESS", "https_proxy", "HTTPS_PROXY", "DISPLAY"]
        {
            assert!(!FOR_GENERATORS.contains(&secret), "{secret}");
        }
    }
}
