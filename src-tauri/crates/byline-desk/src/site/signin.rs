//! Where this site's server wants a sign-in.

use byline_git::Waiting;

use super::Site;
use crate::SigningIn;
use crate::api::{Event, SignInAt};

impl Site {
    /// Where people sign in for this site; none where its server is a folder, or reached in another way.
    pub fn sign_in_at(&self) -> Option<SignInAt> {
        let server = self.engine.destination().ok()?.remote?;
        self.around.sign_in.wanted_at(&server.url)
    }

    pub(crate) fn sign_ins(&self) -> &SigningIn {
        &self.around.sign_in
    }

    /// Whether somebody is signed in, and an organisation has to let her in.
    pub(super) fn wants_approval(&self, why: Waiting) -> bool {
        why == Waiting::SignIn && self.sign_in_at().is_some_and(|at| at.approval.is_some())
    }

    /// Tells that nothing goes on before somebody has signed in.
    pub(super) fn tell_sign_in_wanted(&self) {
        if let Some(at) = self.sign_in_at() {
            self.tell(Event::SignInWanted { at });
        }
    }
}
