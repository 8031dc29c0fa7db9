//! Which secrets a conversation has tried. libgit2 repeats a refused one fifteen times, and calls that "too many redirects".

use crate::{Credentials, Fault, Secret};

/// How many secrets a server is given in one conversation: the one that is known, and one in its place.
const MOST: usize = 2;

/// The secrets of one conversation, in their order.
#[derive(Debug, Default)]
pub(crate) struct Tried {
    secrets: Vec<(String, Secret)>,
    /// What became of the last one has been told.
    told: bool,
}

impl Tried {
    /// The next secret to try. That the server asks again means that it refused the last one.
    pub(crate) fn next(&mut self, credentials: &dyn Credentials, url: &str, user: Option<&str>) -> Option<Secret> {
        if let Some((url, last)) = self.secrets.last().filter(|_| !self.told) {
            credentials.refused(url, last);
        }
        self.told = true;
        if self.secrets.len() >= MOST {
            return None;
        }
        let secret =
            credentials.find(url, user).filter(|found| self.secrets.iter().all(|(_, known)| known != found))?;
        self.secrets.push((url.to_owned(), secret.clone()));
        self.told = false;
        Some(secret)
    }

    /// Tells what became of the last secret when the conversation has ended.
    pub(crate) fn end(&mut self, credentials: &dyn Credentials, fault: Option<&Fault>) {
        let Some((url, secret)) = self.secrets.last().filter(|_| !self.told) else { return };
        match fault {
            None => credentials.accepted(url, secret),
            Some(Fault::SignIn) => credentials.refused(url, secret),
            Some(_) => {}
        }
        self.told = true;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Finds what is left of a list, and writes down what it is told.
    struct List(Mutex<Vec<&'static str>>, Mutex<Vec<String>>);

    fn secret(password: &str) -> Secret {
        Secret { user: "anna".to_owned(), password: password.to_owned() }
    }

    impl Credentials for List {
        fn find(&self, _url: &str, _username: Option<&str>) -> Option<Secret> {
            self.0.lock().unwrap().pop().map(secret)
        }

        fn accepted(&self, _url: &str, secret: &Secret) {
            self.1.lock().unwrap().push(format!("took {}", secret.password));
        }

        fn refused(&self, _url: &str, secret: &Secret) {
            self.1.lock().unwrap().push(format!("refused {}", secret.password));
        }
    }

    fn told(found: &[&'static str], asks: usize, fault: Option<&Fault>) -> (usize, Vec<String>) {
        let list = List(Mutex::new(found.to_vec()), Mutex::default());
        let mut tried = Tried::default();
        let given = (0..asks).filter(|_| tried.next(&list, "https://example.org", None).is_some()).count();
        tried.end(&list, fault);
        (given, list.1.into_inner().unwrap())
    }

    #[test]
    fn two_secrets_are_tried_and_no_more() {
        assert_eq!(told(&["c", "b", "a"], 15, Some(&Fault::SignIn)).0, 2);
        assert_eq!(told(&["c", "b", "a"], 3, Some(&Fault::SignIn)).1, ["refused a", "refused b"]);
    }

    #[test]
    fn the_same_secret_is_not_tried_twice() {
        assert_eq!(told(&["a", "a"], 2, Some(&Fault::SignIn)), (1, vec!["refused a".to_owned()]));
    }

    #[test]
    fn what_the_server_took_is_told() {
        assert_eq!(told(&["b", "a"], 1, None), (1, vec!["took a".to_owned()]));
        assert_eq!(told(&["b", "a"], 2, None), (2, vec!["refused a".to_owned(), "took b".to_owned()]));
        assert_eq!(told(&["a"], 1, Some(&Fault::Forbidden)), (1, vec![]));
        assert_eq!(told(&[], 1, Some(&Fault::SignIn)), (0, vec![]));
    }
}
