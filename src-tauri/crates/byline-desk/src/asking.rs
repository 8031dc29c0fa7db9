//! The thread that answers questions to the list, so that they wait for nothing else that a site is asked.

use std::sync::{Arc, Mutex, PoisonError, mpsc};

use rusqlite::InterruptHandle;
use tokio::sync::oneshot;

use crate::DeskError;
use crate::api::{ListChoices, PostList, PostQuery, Problem};
use crate::store::Lister;

type Answer<T> = oneshot::Sender<Result<T, Problem>>;

enum Question {
    Posts { query: Box<PostQuery>, answer: Answer<PostList> },
    Choices(Answer<ListChoices>),
}

/// A handle to the thread. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Asking {
    questions: mpsc::Sender<Question>,
    /// The last words that somebody searched for: whoever searched for others before needs no answer any more.
    searched: Arc<Mutex<String>>,
    stop: Option<Arc<InterruptHandle>>,
}

impl Asking {
    /// A list that cannot be opened answers every question with why.
    pub(crate) fn start(lister: Result<Lister, DeskError>) -> Self {
        let (questions, inbox) = mpsc::channel();
        let searched: Arc<Mutex<String>> = Arc::default();
        let stop = lister.as_ref().ok().map(|lister| Arc::new(lister.stop()));
        let last = Arc::clone(&searched);
        let mut lister = lister.map_err(Problem::from);
        std::thread::spawn(move || {
            for question in inbox {
                // Nobody waits for the answer any more when sending it fails.
                let _ = match question {
                    Question::Posts { query, answer } => answer.send(posts(&mut lister, &query, &last)).map_err(drop),
                    Question::Choices(answer) => answer.send(asked(&mut lister, Lister::choices)).map_err(drop),
                };
            }
        });
        Self { questions, searched, stop }
    }

    /// The posts that a query asks for.
    pub(crate) async fn posts(&self, query: PostQuery) -> Result<PostList, Problem> {
        if !query.search.is_empty() {
            let mut searched = self.searched.lock().unwrap_or_else(PoisonError::into_inner);
            if *searched != query.search {
                searched.clone_from(&query.search);
                if let Some(stop) = &self.stop {
                    stop.interrupt();
                }
            }
        }
        let (answer, answered) = oneshot::channel();
        self.send(Question::Posts { query: Box::new(query), answer })?;
        answered.await.map_err(|_| Problem::from(DeskError::Closed))?
    }

    /// What the list can be narrowed to.
    pub(crate) async fn choices(&self) -> Result<ListChoices, Problem> {
        let (answer, answered) = oneshot::channel();
        self.send(Question::Choices(answer))?;
        answered.await.map_err(|_| Problem::from(DeskError::Closed))?
    }

    fn send(&self, question: Question) -> Result<(), Problem> {
        self.questions.send(question).map_err(|_| DeskError::Closed.into())
    }
}

/// A question that was stopped for the sake of another one is asked again.
fn asked<T>(
    lister: &mut Result<Lister, Problem>,
    mut ask: impl FnMut(&mut Lister) -> Result<T, DeskError>,
) -> Result<T, Problem> {
    let lister = lister.as_mut().map_err(|problem| problem.clone())?;
    loop {
        match ask(lister) {
            Err(error) if error.is_interrupted() => {}
            answer => return answer.map_err(Problem::from),
        }
    }
}

fn posts(lister: &mut Result<Lister, Problem>, query: &PostQuery, last: &Mutex<String>) -> Result<PostList, Problem> {
    let is_old = || !query.search.is_empty() && *last.lock().unwrap_or_else(PoisonError::into_inner) != query.search;
    asked(lister, |lister| if is_old() { Err(DeskError::Superseded) } else { lister.list(query) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::for_test;

    #[test]
    fn only_the_last_words_that_were_searched_for_are_answered() {
        let (folder, _store) = for_test();
        let mut lister = Lister::open(folder.path()).map_err(Problem::from);
        let last = Mutex::new("newer".to_owned());
        let search = |words: &str| PostQuery { search: words.to_owned(), take: 9, ..PostQuery::default() };
        let older = posts(&mut lister, &search("older"), &last).unwrap_err();
        assert_eq!(older.code, "superseded");
        assert!(posts(&mut lister, &search("newer"), &last).is_ok());
        assert!(posts(&mut lister, &search(""), &last).is_ok());
    }
}
