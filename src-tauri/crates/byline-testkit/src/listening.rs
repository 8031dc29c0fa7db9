//! A server's ear: a port of the loopback, and a thread for each visitor.

#![allow(clippy::unwrap_used)]

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// A port that is listened at until this is dropped.
pub(crate) struct Listening(Ear);

/// What a server knows of its own ear.
#[derive(Clone)]
pub(crate) struct Ear {
    /// The port that it listens at.
    pub(crate) port: u16,
    over: Arc<AtomicBool>,
}

impl Ear {
    /// Whether nobody is to be answered any more.
    pub(crate) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}

impl Listening {
    /// Listens at a free port, with what all visitors' threads share.
    pub(crate) fn start<S: Send + Sync + 'static>(
        share: impl FnOnce(Ear) -> S,
        answer: fn(&Arc<S>, TcpStream),
    ) -> (Self, Arc<S>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let ear = Ear { port, over: Arc::default() };
        let shared = Arc::new(share(ear.clone()));
        let (all, until) = (Arc::clone(&shared), ear.clone());
        thread::spawn(move || {
            for visitor in listener.incoming() {
                if until.is_over() {
                    return;
                }
                let Ok(visitor) = visitor else { continue };
                let shared = Arc::clone(&all);
                thread::spawn(move || answer(&shared, visitor));
            }
        });
        (Self(ear), shared)
    }

    /// The port.
    pub(crate) fn port(&self) -> u16 {
        self.0.port
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it ends too.
        let _woken = TcpStream::connect((Ipv4Addr::LOCALHOST, self.0.port));
    }
}
