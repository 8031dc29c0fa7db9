//! Where this site's server wants a sign-in.

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

    /// The account is signed in, and its organisation has to let it in on this page of the server's.
    pub(super) fn note_approval(&self, page: &str) {
        if let Some(at) = self.sign_in_at() {
            self.around.sign_in.note_approval(&at.url, page);
        }
    }

    /// Tells that nothing goes on before somebody has signed in.
    pub(super) fn tell_sign_in_wanted(&self) {
        if let Some(at) = self.sign_in_at() {
            self.tell(Event::SignInWanted { at });
        }
    }
}
