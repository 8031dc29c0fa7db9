//! The answering end: listens for as long as a conversation lasts.

use std::ffi::{OsStr, OsString};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use interprocess::local_socket::Stream;
use interprocess::local_socket::prelude::*;

use super::rules::{Answer, Rules};
use super::{Asking, frame, place};

/// Whoever connects and then says nothing is not waited for longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Answers questions until it is dropped.
pub(super) struct Listener {
    place: OsString,
    over: Arc<AtomicBool>,
}

impl Listener {
    /// Listens on a thread of its own.
    pub(super) fn start(asking: &Asking, rules: Arc<Rules>) -> io::Result<Self> {
        let (socket, place) = place::listen(&asking.folder)?;
        let over = Arc::new(AtomicBool::new(false));
        let (asking, is_over) = (asking.clone(), Arc::clone(&over));
        let thread = std::thread::Builder::new().name("byline-ask".to_owned());
        thread.spawn(move || {
            while let Ok(peer) = socket.accept() {
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                let (asking, rules) = (asking.clone(), Arc::clone(&rules));
                // One question may wait for a security key while ssh asks another.
                std::thread::spawn(move || {
                    // Whoever is gone needs no answer.
                    let _unheard = answer(peer, &asking, &rules);
                });
            }
        })?;
        Ok(Self { place, over })
    }

    /// Where to connect to.
    pub(super) fn place(&self) -> &OsStr {
        &self.place
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes the thread, which then sees that it is over and takes the socket away.
        let _woken = place::connect(&self.place);
    }
}

fn answer(mut peer: Stream, asking: &Asking, rules: &Rules) -> io::Result<()> {
    if !place::is_ours(&peer, &asking.folder, &asking.program) {
        return Ok(());
    }
    // Not known to named pipes: there the pipe is the user's alone, and the thread is one of few.
    let _unlimited = peer.set_recv_timeout(Some(PATIENCE));
    let (words, hint) = frame::question(&mut peer)?;
    match rules.answer(&words, &hint) {
        Answer::Is(answer) => frame::send_answer(&mut peer, Some(&answer)),
        Answer::None => frame::send_answer(&mut peer, None),
        Answer::Touch(key) => {
            asking.person.touch(&key, true);
            let _unlimited = peer.set_recv_timeout(None);
            // ssh ends the program that asks when the key was touched, or when it gives up.
            let _over = frame::question(&mut peer);
            asking.person.touch(&key, false);
            Ok(())
        }
    }
}
