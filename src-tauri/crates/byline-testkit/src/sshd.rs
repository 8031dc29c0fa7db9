//! A real OpenSSH server, and a person's keys and settings for it.

#![allow(clippy::missing_panics_doc, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::io::Read;
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::free_port::free_port;
use crate::program::program;

/// How long the server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running sshd on this computer's loopback that serves git repositories, and nothing else, to the keys that it was
/// told of. It runs as whoever runs the tests, and stops when it is dropped.
pub struct Sshd {
    own: TempDir,
    program: Option<Child>,
    port: u16,
}

/// A key of a person's.
pub struct SshKey {
    /// The file with the secret half.
    pub file: PathBuf,
    public: String,
}

impl SshKey {
    /// A new key in a file, locked with a passphrase unless that is empty.
    pub fn new(file: &Path, passphrase: &str) -> Self {
        let comment = "anna@example.org";
        let done = program("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-a", "1", "-C", comment, "-N", passphrase, "-f"])
            .arg(file)
            .output()
            .unwrap();
        assert!(done.status.success(), "ssh-keygen: {}", String::from_utf8_lossy(&done.stderr));
        let public = fs::read_to_string(file.with_extension("pub")).unwrap();
        Self { file: file.to_owned(), public }
    }
}

impl Sshd {
    /// A server with a key of its own, which lets nobody in.
    pub fn start() -> Self {
        let own = tempfile::tempdir().unwrap();
        SshKey::new(&own.path().join("host"), "");
        fs::write(own.path().join("allowed"), "").unwrap();
        let serve = own.path().join("serve");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$SSH_ORIGINAL_COMMAND\" >> '{}'\nexport HOME=/nonexistent \
             GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null LC_ALL=C\nexec git shell -c \"$SSH_ORIGINAL_COMMAND\"\n",
            own.path().join("served").display()
        );
        fs::write(&serve, script).unwrap();
        fs::set_permissions(&serve, Permissions::from_mode(0o755)).unwrap();
        let mut server = Self { own, program: None, port: 0 };
        server.run(None);
        server
    }

    /// Lets this key in.
    pub fn allow(&self, key: &SshKey) {
        let file = self.file("allowed");
        let mut allowed = fs::read_to_string(&file).unwrap();
        allowed.push_str(&key.public);
        fs::write(file, allowed).unwrap();
    }

    /// Lets nobody in any more.
    pub fn allow_nobody(&self) {
        fs::write(self.file("allowed"), "").unwrap();
    }

    /// Comes back at the same place with another key of its own, as an impostor would.
    pub fn change_host_key(&mut self) {
        self.stop();
        fs::remove_file(self.file("host")).unwrap();
        fs::remove_file(self.file("host.pub")).unwrap();
        SshKey::new(&self.file("host"), "");
        self.run(Some(self.port));
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of a repository on this server, as `ssh://`.
    pub fn url(&self, repository: &Path) -> String {
        format!("ssh://{}@127.0.0.1:{}{}", user(), self.port, repository.display())
    }

    /// The fingerprint of its own key.
    pub fn fingerprint(&self) -> String {
        let done = program("ssh-keygen").arg("-lf").arg(self.file("host.pub")).output().unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        said.split_whitespace().find(|word| word.starts_with("SHA256:")).unwrap().to_owned()
    }

    /// The line by which a list of known hosts knows it.
    pub fn known_host(&self) -> String {
        let public = fs::read_to_string(self.file("host.pub")).unwrap();
        format!("[127.0.0.1]:{} {public}", self.port)
    }

    /// Every command that was asked for by somebody who was let in, in order.
    pub fn served(&self) -> Vec<String> {
        let all = fs::read_to_string(self.file("served")).unwrap_or_default();
        all.lines().map(str::to_owned).collect()
    }

    /// Ends it.
    pub fn stop(&mut self) {
        if let Some(mut program) = self.program.take() {
            // It may have ended by itself.
            let _ended = program.kill();
            program.wait().unwrap();
        }
    }

    fn run(&mut self, port: Option<u16>) {
        // Where sshd is root it separates itself into this folder, which the system makes when it starts its own.
        let apart = Path::new("/run/sshd");
        if is_root() && !apart.exists() {
            fs::create_dir_all(apart).unwrap();
        }
        let begin = Instant::now();
        loop {
            self.port = port.unwrap_or_else(free_port);
            fs::write(self.file("settings"), self.settings()).unwrap();
            let mut program = program("/usr/sbin/sshd")
                .args(["-D", "-e", "-f"])
                .arg(self.file("settings"))
                .stdin(Stdio::null())
                .stderr(fs::File::create(self.file("log")).unwrap())
                .spawn()
                .unwrap();
            while program.try_wait().unwrap().is_none() {
                if answers(self.port) {
                    self.program = Some(program);
                    return;
                }
                assert!(begin.elapsed() < PATIENCE, "sshd does not answer: {}", self.log());
                std::thread::sleep(Duration::from_millis(10));
            }
            // Another program was quicker to take the port.
            assert!(begin.elapsed() < PATIENCE, "sshd does not start: {}", self.log());
        }
    }

    fn settings(&self) -> String {
        let mut settings = String::new();
        let mut set = |name: &str, value: &dyn std::fmt::Display| writeln!(settings, "{name} {value}").unwrap();
        set("ListenAddress", &"127.0.0.1");
        set("Port", &self.port);
        set("HostKey", &self.file("host").display());
        set("AuthorizedKeysFile", &self.file("allowed").display());
        set("ForceCommand", &self.file("serve").display());
        set("PidFile", &"none");
        set("StrictModes", &"no");
        set("UsePAM", &"no");
        set("PermitRootLogin", &"yes");
        set("PasswordAuthentication", &"no");
        set("KbdInteractiveAuthentication", &"no");
        set("DisableForwarding", &"yes");
        set("PrintMotd", &"no");
        set("AcceptEnv", &"GIT_PROTOCOL");
        set("MaxStartups", &"100");
        settings
    }

    fn file(&self, name: &str) -> PathBuf {
        self.own.path().join(name)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.file("log")).unwrap_or_default()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        self.stop();
    }
}

/// An `ssh` that has settings of its own in place of those of whoever runs the tests: a file to be started like ssh,
/// beside a file of ssh's settings.
pub fn ssh_with_settings(folder: &Path, settings: &str) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("settings"), settings).unwrap();
    let wrapper = folder.join("ssh");
    let script = format!("#!/bin/sh\nexec /usr/bin/ssh -F '{}' \"$@\"\n", folder.join("settings").display());
    fs::write(&wrapper, script).unwrap();
    fs::set_permissions(&wrapper, Permissions::from_mode(0o755)).unwrap();
    wrapper
}

/// The name of whoever runs the tests.
pub fn user() -> String {
    let done = program("id").arg("-un").output().unwrap();
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

fn is_root() -> bool {
    let done = program("id").arg("-u").output().unwrap();
    done.stdout.trim_ascii() == b"0"
}

fn answers(port: u16) -> bool {
    let Ok(mut there) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return false };
    there.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut greeting = [0; 8];
    there.read_exact(&mut greeting).is_ok() && &greeting == b"SSH-2.0-"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::World;

    #[test]
    fn whoever_is_let_in_gets_the_repository_and_nobody_else_does() {
        let world = World::new();
        world.site("site", &[("a.md", b"A")]);
        let mut server = Sshd::start();
        let key = SshKey::new(&world.folder().join("key"), "");
        let hosts = world.folder().join("hosts");
        fs::write(&hosts, server.known_host()).unwrap();
        let settings = format!("UserKnownHostsFile {}\nIdentityFile {}\n", hosts.display(), key.file.display());
        let ssh = ssh_with_settings(&world.folder().join("settings"), &settings);
        let clone = |server: &Sshd, into: &str| {
            let url = server.url(world.server());
            let ssh = format!("'{}' -o BatchMode=yes", ssh.display());
            let mut git = program("git");
            git.args(["clone", "-q", &url, into]).env("GIT_SSH_COMMAND", ssh).current_dir(world.folder());
            let done = git.output().unwrap();
            (done.status.success(), String::from_utf8(done.stderr).unwrap())
        };
        let (done, said) = clone(&server, "one");
        assert!(!done && said.contains("Permission denied (publickey)"), "{said}");
        server.allow(&key);
        let (done, said) = clone(&server, "two");
        assert!(done, "{said}");
        assert_eq!(server.served().len(), 1);
        let before = server.fingerprint();
        server.change_host_key();
        assert_ne!(server.fingerprint(), before);
        let (done, said) = clone(&server, "three");
        assert!(!done && said.contains("HAS CHANGED"), "{said}");
        assert_eq!(server.served().len(), 1);
    }
}
