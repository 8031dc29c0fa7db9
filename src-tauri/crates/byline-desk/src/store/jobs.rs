use byline_git::{BlobId, Job, JobFile, Writer};
use rusqlite::{OptionalExtension, Row, params};

use super::Store;
use crate::DeskError;

/// Where a kept job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JobState {
    /// To be sent as soon as it can be.
    Waiting,
    /// On its way; found so at start-up, it is simply sent again.
    Sending,
    /// The person must decide first.
    NeedsYou,
}

impl JobState {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::NeedsYou => "needs-you",
        }
    }
}

/// A job as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptJob {
    /// The post that it publishes.
    pub(crate) post: String,
    /// The git engine's part of it.
    pub(crate) job: Job,
}

impl Store {
    /// Keeps a job, in place of an older one for the same post. When this returns, it is on the disk.
    pub(crate) fn keep_job(&mut self, kept: &KeptJob) -> Result<(), DeskError> {
        let job = &kept.job;
        let all = self.db.transaction()?;
        all.execute("DELETE FROM jobs WHERE post = ?1", [&kept.post])?;
        all.execute(
            "INSERT INTO jobs (id, post, state, detail, message, writer_name, writer_email, at, offset_minutes)
             VALUES (?1, ?2, 'waiting', '', ?3, ?4, ?5, ?6, ?7)",
            params![job.id, kept.post, job.message, job.writer.name, job.writer.email, job.time, job.offset_minutes],
        )?;
        for file in &job.files {
            let base = file.base.as_ref().map(ToString::to_string);
            all.execute(
                "INSERT INTO job_files (job, path, text, base) VALUES (?1, ?2, ?3, ?4)",
                params![job.id, file.path, file.bytes, base],
            )?;
        }
        all.commit()?;
        Ok(())
    }

    /// Notes where a job stands, and the catalogue's word for why.
    pub(crate) fn set_job_state(&self, id: &str, state: JobState, detail: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("UPDATE jobs SET state = ?2, detail = ?3 WHERE id = ?1")?.execute([
            id,
            state.word(),
            detail,
        ])?;
        Ok(())
    }

    /// Notes for newer texts of a file that are kept already what the server has of it now.
    pub(crate) fn rebase_jobs(&self, path: &str, base: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("UPDATE job_files SET base = ?2 WHERE path = ?1")?.execute([path, base])?;
        Ok(())
    }

    /// Takes a file out of whatever is kept for sending; a job without files is forgotten.
    pub(crate) fn drop_from_jobs(&self, path: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM job_files WHERE path = ?1")?.execute([path])?;
        self.db.prepare_cached("DELETE FROM jobs WHERE id NOT IN (SELECT job FROM job_files)")?.execute([])?;
        Ok(())
    }

    /// What is to be said of a job's change.
    pub(crate) fn message_of(&self, id: &str) -> Result<Option<String>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT message FROM jobs WHERE id = ?1")?;
        Ok(found.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Forgets a job: it was sent, refused or withdrawn.
    pub(crate) fn forget_job(&self, id: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM jobs WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// The jobs that may be sent now, the oldest first.
    pub(crate) fn jobs_to_send(&self) -> Result<Vec<KeptJob>, DeskError> {
        let mut found = self.db.prepare("SELECT * FROM jobs WHERE state <> 'needs-you' ORDER BY at, id")?;
        let jobs = found.query_map([], head)?.collect::<Result<Vec<_>, _>>()?;
        jobs.into_iter().map(|job| self.with_files(job)).collect()
    }

    /// The job kept for a post, and the catalogue's word for why it is still here.
    pub(crate) fn job_of(&self, post: &str) -> Result<Option<(String, String, String)>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT id, state, detail FROM jobs WHERE post = ?1")?;
        Ok(found.query_row([post], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
    }

    /// How many posts wait to be sent.
    pub(crate) fn waiting(&self) -> Result<u32, DeskError> {
        let mut found = self.db.prepare_cached("SELECT count(*) FROM jobs WHERE state <> 'needs-you'")?;
        Ok(found.query_row([], |row| row.get(0))?)
    }

    fn with_files(&self, mut kept: KeptJob) -> Result<KeptJob, DeskError> {
        let mut found =
            self.db.prepare_cached("SELECT path, text, base FROM job_files WHERE job = ?1 ORDER BY path")?;
        let files = found.query_map([&kept.job.id], |row| {
            let base: Option<String> = row.get(2)?;
            Ok(JobFile { path: row.get(0)?, bytes: row.get(1)?, base: base.and_then(|id| BlobId::parse(&id)) })
        })?;
        kept.job.files = files.collect::<Result<_, _>>()?;
        Ok(kept)
    }
}

fn head(row: &Row) -> rusqlite::Result<KeptJob> {
    Ok(KeptJob {
        post: row.get("post")?,
        job: Job {
            id: row.get("id")?,
            files: Vec::new(),
            message: row.get("message")?,
            writer: Writer { name: row.get("writer_name")?, email: row.get("writer_email")? },
            time: row.get("at")?,
            offset_minutes: row.get("offset_minutes")?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::for_test;

    fn job(id: &str, post: &str) -> KeptJob {
        let base = BlobId::parse("0123456789012345678901234567890123456789");
        let file = |path: &str, bytes: Option<&[u8]>| JobFile {
            path: path.to_owned(),
            bytes: bytes.map(<[u8]>::to_vec),
            base: base.clone(),
        };
        KeptJob {
            post: post.to_owned(),
            job: Job {
                id: id.to_owned(),
                files: vec![file("a.md", Some(b"text\0")), file("b.jpg", None)],
                message: "Publish".to_owned(),
                writer: Writer { name: "Ann".to_owned(), email: "ann@example.org".to_owned() },
                time: 5,
                offset_minutes: -90,
            },
        }
    }

    #[test]
    fn a_job_survives_a_restart_whole() {
        let (folder, mut store) = for_test();
        store.keep_job(&job("1", "a.md")).unwrap();
        store.set_job_state("1", JobState::Sending, "").unwrap();
        drop(store);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.jobs_to_send().unwrap(), [job("1", "a.md")]);
    }

    #[test]
    fn a_newer_job_for_a_post_takes_the_place_of_the_older() {
        let (_folder, mut store) = for_test();
        store.keep_job(&job("1", "a.md")).unwrap();
        store.keep_job(&job("2", "a.md")).unwrap();
        assert_eq!(store.waiting().unwrap(), 1);
        store.set_job_state("2", JobState::NeedsYou, "conflict").unwrap();
        assert_eq!(store.waiting().unwrap(), 0);
        assert_eq!(store.job_of("a.md").unwrap(), Some(("2".into(), "needs-you".into(), "conflict".into())));
        store.forget_job("2").unwrap();
        assert_eq!(store.job_of("a.md").unwrap(), None);
    }
}
