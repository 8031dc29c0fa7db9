//! The system's keychain: Secret Service, macOS Keychain or Windows Credential Manager.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use keyring::v1::{Entry, Error};
use thiserror::Error;

use crate::Hidden;

/// Under which name Byline's entries are in the keychain.
const SERVICE: &str = "org.byline.desk";

/// How long the system may ask the person to unlock the keychain.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why a keychain cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeychainError {
    /// This computer has none, or none is running.
    #[error("there is no keychain")]
    Missing,
    /// It is locked, or has not been set up, or the person did not let Byline in.
    #[error("the keychain is locked or not set up")]
    Locked,
    /// It did not answer.
    #[error("the keychain does not answer")]
    NoAnswer,
    /// It does not take what was to be kept.
    #[error("the keychain does not take it")]
    Refused,
}

/// Keeps one secret for each place, under its origin.
pub trait Keychain: Send + Sync {
    /// The secret of a place, if there is one.
    fn read(&self, origin: &str) -> Result<Option<Hidden>, KeychainError>;
    /// Keeps a secret in the place of an older one.
    fn write(&self, origin: &str, secret: &Hidden) -> Result<(), KeychainError>;
    /// Forgets the secret of a place; nothing is wrong where there is none.
    fn remove(&self, origin: &str) -> Result<(), KeychainError>;
    /// Why it cannot be used, as far as that shows without asking the person anything.
    fn trouble(&self) -> Option<KeychainError>;
}

/// The keychain of the computer that the program runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn read(&self, origin: &str) -> Result<Option<Hidden>, KeychainError> {
        let origin = origin.to_owned();
        match patiently(move || entry(&origin)?.get_password())? {
            Ok(secret) => Ok(Some(Hidden::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(sorted(&error)),
        }
    }

    fn write(&self, origin: &str, secret: &Hidden) -> Result<(), KeychainError> {
        let (origin, secret) = (origin.to_owned(), secret.clone());
        patiently(move || entry(&origin)?.set_password(secret.show()))?.map_err(|error| sorted(&error))
    }

    fn remove(&self, origin: &str) -> Result<(), KeychainError> {
        let origin = origin.to_owned();
        match patiently(move || entry(&origin)?.delete_credential())? {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(sorted(&error)),
        }
    }

    fn trouble(&self) -> Option<KeychainError> {
        // No place has this name, so nothing is unlocked for it.
        self.read("is there a keychain").err()
    }
}

fn entry(origin: &str) -> Result<Entry, Error> {
    Entry::new(SERVICE, origin)
}

/// Runs a question on a thread of its own: the system may show the person a window, and she may have gone.
fn patiently<T: Send + 'static>(question: impl FnOnce() -> T + Send + 'static) -> Result<T, KeychainError> {
    let (tell, answer) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody waits any more for an answer that came too late.
        let _ = tell.send(question());
    });
    answer.recv_timeout(PATIENCE).map_err(|_| KeychainError::NoAnswer)
}

/// What an error of the keychain means. It may hold a part of a secret, so it goes no further.
fn sorted(error: &Error) -> KeychainError {
    match error {
        Error::NoDefaultStore | Error::Invalid(..) | Error::NotSupportedByStore(_) => KeychainError::Missing,
        Error::TooLong(..) | Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            KeychainError::Refused
        }
        Error::PlatformFailure(why) if is_missing(&why.to_string()) => KeychainError::Missing,
        _ => KeychainError::Locked,
    }
}

/// The bus says this when no program offers the Secret Service.
fn is_missing(words: &str) -> bool {
    ["ServiceUnknown", "no secret service provider", "not provided by any"].iter().any(|word| words.contains(word))
}

/// A computer without a keychain.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeychain;

impl Keychain for NoKeychain {
    fn read(&self, _origin: &str) -> Result<Option<Hidden>, KeychainError> {
        Err(KeychainError::Missing)
    }

    fn write(&self, _origin: &str, _secret: &Hidden) -> Result<(), KeychainError> {
        Err(KeychainError::Missing)
    }

    fn remove(&self, _origin: &str) -> Result<(), KeychainError> {
        Err(KeychainError::Missing)
    }

    fn trouble(&self) -> Option<KeychainError> {
        Some(KeychainError::Missing)
    }
}

/// A keychain that ends with the program; for tests.
#[derive(Debug, Default)]
pub struct MemoryKeychain(Mutex<HashMap<String, Hidden>>);

impl Keychain for MemoryKeychain {
    fn read(&self, origin: &str) -> Result<Option<Hidden>, KeychainError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(origin).cloned())
    }

    fn write(&self, origin: &str, secret: &Hidden) -> Result<(), KeychainError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(origin.to_owned(), secret.clone());
        Ok(())
    }

    fn remove(&self, origin: &str) -> Result<(), KeychainError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(origin);
        Ok(())
    }

    fn trouble(&self) -> Option<KeychainError> {
        None
    }
}
