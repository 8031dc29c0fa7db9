use byline_git::{Credentials, Secret};
use byline_signin::{Given, Hidden};

use super::SigningIn;

/// Sign-ins, as git conversations ask for them.
pub(crate) struct SignInCredentials(pub(crate) SigningIn);

impl Credentials for SignInCredentials {
    fn find(&self, url: &str, username: Option<&str>) -> Option<Secret> {
        let given = self.0.0.keeper.find(url, username)?;
        Some(Secret { user: given.user, password: given.key.show().to_owned() })
    }

    fn stood_in_address(&self, url: &str, secret: Secret) {
        self.0.0.keeper.stood_in_address(url, given(&secret));
    }

    fn accepted(&self, url: &str, secret: &Secret) {
        self.0.0.keeper.accepted(url, &given(secret));
    }

    fn refused(&self, url: &str, secret: &Secret) {
        self.0.0.keeper.refused(url, &given(secret));
    }
}

fn given(secret: &Secret) -> Given {
    Given { user: secret.user.clone(), key: Hidden::new(&secret.password) }
}
