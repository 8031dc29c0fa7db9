//! The thread that reads paragraphs.

use std::collections::HashMap;
use std::sync::mpsc;

use tokio::sync::oneshot;

use super::{OwnFiles, Profile, Reader, Shelf};
use crate::api::{Problem, WordFinding};
use crate::{DeskError, Surroundings};

type Question = Box<dyn FnOnce(&mut Reader, &mut HashMap<String, Profile>) + Send>;

/// A handle to the thread. Cheap to clone; questions are answered in their order.
#[derive(Clone)]
pub(crate) struct Reading {
    questions: mpsc::Sender<Question>,
}

impl Reading {
    /// Nothing is loaded before somebody asks.
    pub(crate) fn start(around: &Surroundings) -> Self {
        let (questions, inbox) = mpsc::channel::<Question>();
        let (shelf, own) = (Shelf::new(&around.desk, &around.dictionaries), OwnFiles::new(&around.desk));
        std::thread::spawn(move || {
            let mut reader = Reader::new(shelf, own);
            let mut profiles = HashMap::new();
            for question in inbox {
                question(&mut reader, &mut profiles);
            }
        });
        Self { questions }
    }

    /// What there is to say about each paragraph of a post; nothing as long as its profile is not known.
    pub(crate) async fn check(
        &self,
        path: String,
        paragraphs: Vec<String>,
    ) -> Result<Option<Vec<Vec<WordFinding>>>, Problem> {
        self.ask(move |reader, profiles| Ok(profiles.get(&path).map(|profile| reader.check(profile, &paragraphs))))
            .await
    }

    /// Words that may have been meant.
    pub(crate) async fn suggest(&self, path: String, word: String) -> Result<Vec<String>, Problem> {
        self.ask(move |reader, profiles| {
            Ok(profiles.get(&path).map(|profile| reader.suggest(profile, &word)).unwrap_or_default())
        })
        .await
    }

    /// Notes how a post is read from now on.
    pub(crate) async fn know(&self, path: String, profile: Profile) -> Result<(), Problem> {
        self.ask(move |_, profiles| {
            profiles.insert(path, profile);
            Ok(())
        })
        .await
    }

    /// Asks whoever reads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Reader) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, Problem> {
        self.ask(move |reader, _| question(reader)).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Reader, &mut HashMap<String, Profile>) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, Problem> {
        let (answer, answered) = oneshot::channel();
        let question: Question = Box::new(move |reader, profiles| {
            // Nobody waits for the answer any more when sending it fails.
            let _ = answer.send(question(reader, profiles).map_err(Problem::from));
        });
        self.questions.send(question).map_err(|_| Problem::from(DeskError::Closed))?;
        answered.await.map_err(|_| Problem::from(DeskError::Closed))?
    }
}
