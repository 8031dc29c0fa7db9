//! Where this computer keeps the programs that publishing may need, and what they are started with. Only the programs
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
}
