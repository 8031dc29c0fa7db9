//! Where questions are put: a socket in a folder that only the user may enter, or on Windows a named pipe that only the
//! user may write to; and who may put them there.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::Path;

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{Listener, ListenerOptions, Stream};

/// Begins to listen, and tells where.
pub(super) fn listen(folder: &Path) -> io::Result<(Listener, OsString)> {
    // Seeded by the system, so that nobody can guess the name and sit there first.
    let random = RandomState::new().hash_one(folder);
    system::listen(folder, &format!("{:x}-{random:016x}", std::process::id()))
}

/// Connects to whoever listens there.
pub(super) fn connect(place: &OsStr) -> io::Result<Stream> {
    Stream::connect(system::name(place)?)
}

/// Whether it is Byline's own executable, started by the same user, that is at the other end; the second as far as the
/// system tells.
pub(super) fn is_ours(peer: &Stream, folder: &Path, program: &Path) -> bool {
    peer.peer_creds().is_ok_and(|who| system::is_ours(&who, folder, program))
}

#[cfg(unix)]
mod system {
    use std::fs::{self, DirBuilder, Permissions};
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};

    use interprocess::local_socket::{GenericFilePath, Name, PeerCreds, ToFsName};

    use super::{Listener, ListenerOptions, OsStr, OsString, Path, io};

    pub(super) fn listen(folder: &Path, unused: &str) -> io::Result<(Listener, OsString)> {
        if !folder.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        // Never through a link, which somebody else may have put there.
        if !folder.symlink_metadata()?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        // Fails where the folder is somebody else's.
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
        let place = folder.join(unused).into_os_string();
        let listener = ListenerOptions::new().name(name(&place)?).create_sync()?;
        Ok((listener, place))
    }

    pub(super) fn name(place: &OsStr) -> io::Result<Name<'_>> {
        place.to_fs_name::<GenericFilePath>()
    }

    pub(super) fn is_ours(who: &PeerCreds, folder: &Path, program: &Path) -> bool {
        // The folder is the user's own: it could not have been made private otherwise.
        let user = who.euid();
        let same_user = folder.metadata().is_ok_and(|found| user.is_none_or(|user| user == found.uid()));
        same_user && who.pid().is_none_or(|pid| is_program(&pid.to_string(), program))
    }

    /// Compares the files themselves, since the same one may have several names. Where the system shows no running
    /// programs as files, that the user is the same has to do.
    fn is_program(pid: &str, program: &Path) -> bool {
        if !cfg!(target_os = "linux") {
            return true;
        }
        let file = |path: &Path| path.metadata().ok().map(|found| (found.dev(), found.ino()));
        let running = file(&Path::new("/proc").join(pid).join("exe"));
        running.is_some() && running == file(program)
    }
}

#[cfg(windows)]
mod system {
    use interprocess::local_socket::{GenericFilePath, Name, PeerCreds, ToFsName};

    use super::{Listener, ListenerOptions, OsStr, OsString, Path, io};

    /// As Windows has it by itself, nobody but the user and the system may write to a named pipe ("Named Pipe Security and
    /// Access Rights"): nobody else can ask, and only who asks is answered.
    pub(super) fn listen(_folder: &Path, unused: &str) -> io::Result<(Listener, OsString)> {
        let place = OsString::from(format!(r"\\.\pipe\byline-{unused}"));
        let listener = ListenerOptions::new().name(name(&place)?).create_sync()?;
        Ok((listener, place))
    }

    pub(super) fn name(place: &OsStr) -> io::Result<Name<'_>> {
        place.to_fs_name::<GenericFilePath>()
    }

    pub(super) fn is_ours(_who: &PeerCreds, _folder: &Path, _program: &Path) -> bool {
        true
    }
}
