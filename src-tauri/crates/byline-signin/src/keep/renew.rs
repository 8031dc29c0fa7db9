//! Making a token new: once, whoever asks, in however many threads and programs of Byline's.

use std::fs::File;
use std::sync::{Arc, PoisonError};

use super::keeper::{Given, Keeper};
use super::state::KeptWhere;
use crate::flow::{Failed, renewed};
use crate::{Place, Token};

impl Keeper {
    /// A token in the place of one that has ended or was refused; `None` when there is none without the person.
    pub(super) fn renew(&self, place: &Place, old: &Token, at: KeptWhere) -> Option<Token> {
        let parts = &self.inside().parts;
        let turn = {
            let mut turns = self.inside().turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(turns.entry(place.clone()).or_default())
        };
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Where files cannot be locked, two programs at once cost a sign-in, and nothing worse.
        let lock = File::options().create(true).truncate(false).write(true).open(&parts.lock).ok();
        let _lock = lock.filter(|file| file.lock().is_ok());

        let now = (parts.now)();
        let known = self.held().get(place).and_then(|held| held.token.clone()).map(|(token, _)| token);
        let kept = if at == KeptWhere::Keychain { self.read(place) } else { None };
        let good = |token: &Token| {
            token.access != old.access && !token.ends_by(now) && !self.is_refused(place, &Given::from(token))
        };
        if let Some(token) = kept.iter().chain(&known).find(|token| good(token)) {
            self.hold(place, token, at);
            return Some(token.clone());
        }
        let last = kept.or(known).unwrap_or_else(|| old.clone());
        match renewed(&parts.web, place, &last, now) {
            Ok(token) => {
                // Its refresh token is the only good one now. Where the keychain does not take it, memory has it.
                let kept = at == KeptWhere::Keychain && self.write(place, &token).is_ok();
                self.hold(place, &token, if kept { at } else { KeptWhere::Session });
                Some(token)
            }
            Err(Failed::Web(_)) => None,
            Err(_) => {
                let mut all = self.held();
                let held = all.entry(place.clone()).or_default();
                held.refuse(&Given::from(old));
                held.refuse(&Given::from(&last));
                None
            }
        }
    }

    fn hold(&self, place: &Place, token: &Token, at: KeptWhere) {
        self.held().entry(place.clone()).or_default().token = Some((token.clone(), at));
    }
}
