//! Everything that differs between operating systems.

use std::path::Path;

use crate::program::Program;

/// What building needs, as Debian and Ubuntu call it.
pub(crate) const BUILD_PACKAGES: &[&str] =
    &["build-essential", "pkg-config", "libssl-dev", "libwebkit2gtk-4.1-dev", "librsvg2-dev"];

/// The servers, and the programs of other people, that the tests start.
pub(crate) const TEST_PACKAGES: &[&str] = &[
    "dbus-daemon",
    "git-lfs",
    "gnome-keyring",
    "gnupg",
    "lighttpd",
    "lighttpd-mod-openssl",
    "openssh-client",
    "openssh-server",
    "openssl",
    "perl",
];

/// What the tests of the window need besides.
pub(crate) const DESKTOP_PACKAGES: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth", "xclip", "dbus-daemon"];

/// The site generators that Debian has.
pub(crate) const GENERATORS: &[&str] = &["hugo", "jekyll"];

/// Whether this system gets its packages from Debian's package manager.
pub(crate) fn has_apt() -> bool {
    cfg!(target_os = "linux") && Path::new("/usr/bin/dpkg-query").exists()
}

/// What to install by hand where there is no apt, in a sentence; none when nothing is needed.
pub(crate) fn by_hand() -> Option<&'static str> {
    if cfg!(target_os = "linux") {
        Some(
            "This system has no apt, so Byline cannot see whether it has what is needed: a C compiler, pkg-config, \
             and the development files of OpenSSL, WebKitGTK 4.1 and librsvg, by whatever names they have here.",
        )
    } else {
        None
    }
}

/// The program `npm`.
pub(crate) fn npm() -> Program {
    Program::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The program `npx`.
pub(crate) fn npx() -> Program {
    Program::new(if cfg!(windows) { "npx.cmd" } else { "npx" })
}

/// Whether a window can be shown.
pub(crate) fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether the window can be driven by tests.
pub(crate) fn can_drive_windows() -> bool {
    cfg!(target_os = "linux")
}

/// Members of the workspace that are left out of builds: Windows does not let a running program be replaced, and
/// this one is running.
pub(crate) fn left_out() -> &'static [&'static str] {
    if cfg!(windows) { &["--exclude", "xtask"] } else { &[] }
}

/// A program that gives what is started with it a display and a message bus of its own.
pub(crate) fn virtual_display() -> Program {
    Program::new("dbus-run-session")
        .args(["--config-file", "tests/desktop/bus.conf"])
        .args(["--", "xvfb-run", "--auto-servernum"])
        .args(["--server-args", "-screen 0 1600x1000x24 -nolisten tcp"])
        // Without these a program draws and talks on the real desktop of whoever runs the tests.
        .without_env("WAYLAND_DISPLAY")
        .without_env("DISPLAY")
}
