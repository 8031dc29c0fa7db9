//! Conversations with a server, on a thread of their own. libgit2 waits for a silent server for ever and can be
//! stopped only between messages, so the caller waits instead: it counts the silence, asks whether to stop, and
//! leaves a thread that no longer matters to end by itself.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ::git2::{
    CertificateCheckStatus, Cred, Error, ErrorClass, ErrorCode, ProxyOptions, Remote, RemoteCallbacks, Repository,
};

use super::certificate::validity;
use super::session;
use super::tried::Tried;
use crate::{Credentials, Fault, Options, Secret, Step, Watch, address};

const TICK: Duration = Duration::from_millis(50);

enum Event<T> {
    Progress(u64, u64),
    Done(Result<T, Fault>),
}

/// The thread's end of the conversation.
pub(crate) struct Wire {
    report: Arc<dyn Fn(u64, u64) + Send + Sync>,
    halt: Arc<AtomicBool>,
    credentials: Arc<dyn Credentials>,
    /// The account that the address names.
    account: Mutex<Option<String>>,
    tried: Arc<Mutex<Tried>>,
    allow_local: bool,
    /// The certificate that the server showed last, as it came (DER).
    shown: Arc<Mutex<Option<Vec<u8>>>>,
    /// Whether the server asked for a secret.
    asked: Arc<AtomicBool>,
}

/// Runs `work` with a repository of its own and waits for it.
pub(crate) fn talk<T: Send + 'static>(
    root: &Path,
    options: &Options,
    about: (&dyn Watch, Step),
    work: impl FnOnce(&Repository, &Wire) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let root: PathBuf = root.to_owned();
    talk_alone(options, about, move |wire| session::again(&root).and_then(|repo| work(&repo, wire)))
}

/// Runs `work`, which needs no repository, and waits for it.
pub(crate) fn talk_alone<T: Send + 'static>(
    options: &Options,
    (watch, step): (&dyn Watch, Step),
    work: impl FnOnce(&Wire) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (sender, events) = mpsc::channel();
    let halt = Arc::new(AtomicBool::new(false));
    let wire = Wire {
        report: reporter(&sender),
        halt: Arc::clone(&halt),
        credentials: Arc::clone(&options.credentials),
        account: Mutex::default(),
        tried: Arc::default(),
        allow_local: options.allow_local,
        shown: Arc::default(),
        asked: Arc::default(),
    };
    let clock = options.now;
    watch.progress(step, 0, 0);
    let thread = std::thread::Builder::new().name("byline-git".to_owned()).spawn(move || {
        let result = work(&wire);
        let result = result.map_err(|fault| wire.looked_into(fault, clock));
        wire.tried().end(wire.credentials.as_ref(), result.as_ref().err());
        // Nobody listens any more when the caller gave up; the next run asks the server what happened.
        let _unheard = sender.send(Event::Done(result));
    });
    thread.map_err(|error| Fault::other(error.to_string()))?;

    let mut heard = Instant::now();
    let mut patience = options.connect_timeout.saturating_add(options.timeout);
    loop {
        match events.recv_timeout(TICK) {
            Ok(Event::Progress(done, total)) => {
                heard = Instant::now();
                patience = options.timeout;
                watch.progress(step, done, total);
            }
            Ok(Event::Done(result)) => return result,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Fault::other("the conversation broke off"));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if watch.cancelled() {
            halt.store(true, Ordering::SeqCst);
            return Err(Fault::Cancelled);
        }
        if heard.elapsed() > patience {
            halt.store(true, Ordering::SeqCst);
            return Err(Fault::Timeout);
        }
    }
}

fn reporter<T: Send + 'static>(sender: &Sender<Event<T>>) -> Arc<dyn Fn(u64, u64) + Send + Sync> {
    let sender = sender.clone();
    Arc::new(move |done, total| {
        let _unheard = sender.send(Event::Progress(done, total));
    })
}

impl Wire {
    /// What libgit2 says in one way is told apart: a certificate that is out of its time by this computer's clock from one
    /// that nobody here knows, and a proxy that refuses its password from a server that does.
    fn looked_into(&self, fault: Fault, clock: Option<fn() -> i64>) -> Fault {
        match fault {
            // libgit2 hands a proxy the secret of its address again and again, without asking for another one.
            Fault::SignIn if !self.asked.load(Ordering::SeqCst) => Fault::ProxyLogin,
            Fault::Certificate { .. } => self.of_its_time(fault, clock),
            fault => fault,
        }
    }

    fn of_its_time(&self, fault: Fault, clock: Option<fn() -> i64>) -> Fault {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let valid = shown.as_deref().and_then(validity);
        match (valid, clock.map(|now| now())) {
            (Some(valid), Some(now)) if !valid.contains(&now) => Fault::Clock,
            _ => fault,
        }
    }

    /// Tells, from inside a callback, whether the caller has given up.
    pub(crate) fn stop_flag(&self) -> impl Fn() -> bool + use<> {
        let stop = Arc::clone(&self.halt);
        move || stop.load(Ordering::SeqCst)
    }

    /// Whether the caller has given up.
    pub(crate) fn is_halted(&self) -> bool {
        self.halt.load(Ordering::SeqCst)
    }

    /// Tells the caller how far it is.
    pub(crate) fn moved(&self, done: u64, total: u64) {
        (self.report)(done, total);
    }

    /// The next secret for a server that asks for one, in a conversation without libgit2.
    pub(crate) fn secret(&self, url: &str, user: Option<&str>) -> Option<Secret> {
        self.asked.store(true, Ordering::SeqCst);
        self.tried().next(self.credentials.as_ref(), url, user)
    }

    /// Tells the caller, from inside a callback, that the server is not silent.
    pub(crate) fn alive(&self) -> impl Fn() + use<> {
        let report = Arc::clone(&self.report);
        move || report(0, 0)
    }

    /// A remote without a name, so that no refs of the user's follow what happens on it. Its address is checked
    /// after the settings rewrote it. A secret in the address is taken out, so that it is in nothing that is said.
    pub(crate) fn remote<'r>(&self, repo: &'r Repository, url: &str) -> Result<Remote<'r>, Fault> {
        let remote = repo.remote_anonymous(url)?;
        let written = remote.url()?.to_owned();
        address::allowed(&written, self.allow_local)?;
        let Some((user, password)) = address::secret(&written) else { return Ok(remote) };
        let bare = address::without_secret(&written);
        if let Some(password) = password {
            self.credentials.stood_in_address(&bare, Secret { user: user.clone(), password });
        }
        *self.account.lock().unwrap_or_else(PoisonError::into_inner) = Some(user).filter(|user| !user.is_empty());
        Ok(repo.remote_anonymous(&bare)?)
    }

    fn tried(&self) -> std::sync::MutexGuard<'_, Tried> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As [`Wire::callbacks`]; stops, and says so in `too_much`, when more than so many bytes come.
    pub(crate) fn callbacks_up_to(&self, url: &str, most: u64, too_much: &Arc<AtomicBool>) -> RemoteCallbacks<'static> {
        let mut callbacks = self.callbacks(url);
        let (report, stop, too_much) = (Arc::clone(&self.report), Arc::clone(&self.halt), Arc::clone(too_much));
        callbacks.transfer_progress(move |progress| {
            report(progress.received_objects() as u64, progress.total_objects() as u64);
            let over = progress.received_bytes() as u64 > most;
            too_much.fetch_or(over, Ordering::SeqCst);
            !over && !stop.load(Ordering::SeqCst)
        });
        callbacks
    }

    /// Callbacks that report, stop, stay at the address's own host, and give a secret to its own place alone.
    pub(crate) fn callbacks(&self, url: &str) -> RemoteCallbacks<'static> {
        let mut callbacks = RemoteCallbacks::new();
        let (report, stop) = (Arc::clone(&self.report), Arc::clone(&self.halt));
        callbacks.transfer_progress(move |progress| {
            report(progress.received_objects() as u64, progress.total_objects() as u64);
            !stop.load(Ordering::SeqCst)
        });
        let (report, stop) = (Arc::clone(&self.report), Arc::clone(&self.halt));
        callbacks.sideband_progress(move |_| {
            report(0, 0);
            !stop.load(Ordering::SeqCst)
        });
        let report = Arc::clone(&self.report);
        callbacks.push_transfer_progress(move |done, total, _bytes| report(done as u64, total as u64));
        let report = Arc::clone(&self.report);
        callbacks.pack_progress(move |_, done, total| report(done as u64, total as u64));
        let (report, stop) = (Arc::clone(&self.report), Arc::clone(&self.halt));
        let at = address::host(url);
        let shown = Arc::clone(&self.shown);
        callbacks.certificate_check(move |certificate, host| {
            let bytes = certificate.as_x509().map(|it| it.data().to_vec());
            *shown.lock().unwrap_or_else(PoisonError::into_inner) = bytes;
            report(0, 0);
            if at.as_ref().is_some_and(|at| !host.eq_ignore_ascii_case(at)) {
                // The first question may be sent on, but never to somebody else.
                return Err(Error::new(ErrorCode::GenericError, ErrorClass::Http, "redirect to another host"));
            }
            if stop.load(Ordering::SeqCst) {
                return Err(Error::new(ErrorCode::User, ErrorClass::Callback, "cancelled"));
            }
            Ok(CertificateCheckStatus::CertificatePassthrough)
        });
        let (credentials, home, tried) = (Arc::clone(&self.credentials), url.to_owned(), Arc::clone(&self.tried));
        let account = self.account.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let asked = Arc::clone(&self.asked);
        // Of an earlier connection of the same conversation.
        asked.store(false, Ordering::SeqCst);
        callbacks.credentials(move |url, user, _kinds| {
            let refused = || Error::new(ErrorCode::Auth, ErrorClass::Callback, "sign-in needed");
            asked.store(true, Ordering::SeqCst);
            // libgit2 follows a redirect to ask for a secret elsewhere.
            if !address::same_place(&home, url) {
                return Err(refused());
            }
            let mut tried = tried.lock().unwrap_or_else(PoisonError::into_inner);
            let user = account.as_deref().or(user);
            let secret = tried.next(credentials.as_ref(), &address::without_secret(url), user).ok_or_else(refused)?;
            Cred::userpass_plaintext(&secret.user, &secret.password)
        });
        callbacks
    }
}

/// The proxy of the system's and the repository's settings.
pub(crate) fn proxy() -> ProxyOptions<'static> {
    let mut proxy = ProxyOptions::new();
    proxy.auto();
    proxy
}
