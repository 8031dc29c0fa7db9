//! Where one test sits: a home of its own, so that the program finds nobody's settings and leaves nothing behind.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Light or dark, as the system would say it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Light,
    Dark,
}

/// A home and a desk in a folder that goes when the test ends.
pub(crate) struct Seat {
    home: TempDir,
}

impl Seat {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        for folder in ["bin", "config", "data", "cache", "state", "run", "desk"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        let seat = Self { home };
        let opened = seat.home.path().join("opened");
        seat.has_program("xdg-open", &format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", opened.display()));
        seat
    }

    /// A program that is found here before any other of its name.
    pub(crate) fn has_program(&self, name: &str, script: &str) {
        let file = self.home.path().join("bin").join(name);
        fs::write(&file, script).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
        }
    }

    /// The addresses that were opened in a browser, which here is a note that they were.
    pub(crate) fn opened(&self) -> Vec<String> {
        let noted = fs::read_to_string(self.home.path().join("opened")).unwrap_or_default();
        noted.lines().map(str::to_owned).collect()
    }

    /// Where programs are found: here before anywhere else.
    fn path(&self) -> std::ffi::OsString {
        let all = std::env::var_os("PATH").unwrap_or_default();
        let own = self.home.path().join("bin");
        std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&all))).unwrap()
    }

    /// Where Byline keeps its own store.
    pub(crate) fn desk(&self) -> PathBuf {
        self.home.path().join("desk")
    }

    /// Starts the driver in this seat; the program that it starts gets the same surroundings.
    #[allow(clippy::disallowed_methods)] // A test starts the program that it tests.
    pub(crate) fn driver(&self, look: Look) -> Driver {
        let ports = [free_port(), free_port()];
        let driver = std::env::var_os("BYLINE_DRIVER").unwrap_or_else(|| "tauri-driver".into());
        let home = self.home.path();
        let log = fs::File::create(home.join("driver.log")).unwrap();
        let process = Command::new(driver)
            .args(["--port", &ports[0].to_string(), "--native-port", &ports[1].to_string()])
            .env("HOME", home)
            .env("PATH", self.path())
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_RUNTIME_DIR", private(&home.join("run")))
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("GTK_THEME", if look == Look::Dark { "Adwaita:dark" } else { "Adwaita" })
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("tauri-driver could not be started: {error}"));
        Driver { process, address: format!("http://127.0.0.1:{}", ports[0]), log: home.join("driver.log") }
    }
}

/// A running driver.
pub(crate) struct Driver {
    process: Child,
    /// Where it listens.
    pub(crate) address: String,
    log: PathBuf,
}

impl Driver {
    /// What it and the program have said so far.
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Driver {
    #[allow(clippy::disallowed_methods)] // Asked kindly, it ends the driver behind it too; killed, it would not.
    fn drop(&mut self) {
        let id = self.process.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &id]).status();
        let _ = self.process.wait();
    }
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Programs refuse a run-time folder that others could read.
fn private(folder: &Path) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
    folder.to_owned()
}
