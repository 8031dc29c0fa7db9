use byline_git::{BlobId, Job, JobFile, Writer};
use rusqlite::{OptionalExtension, Row, params};

use super::Store;
use crate::DeskError;

/// The catalogue's words for what keeps every post from the server, not one alone.
pub(crate) const HOLDING: [&str; 9] =
    ["offline", "sign-in", "single-sign-on", "portal", "proxy", "proxy-login", "certificate", "clock", "other-host"];

/// The same for a question to the store.
fn holding() -> String {
    HOLDING.map(|word| format!("'{word}'")).join(", ")
}

/// What a job asks of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum JobKind {
    /// To have the post on the website.
    #[default]
    Publish,
    /// To put it before the people who approve posts.
    Approval,
}

impl JobKind {
    fn word(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Approval => "approval",
        }
    }
}

/// Where a kept job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JobState {
    /// Its time has not come.
    Scheduled,
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
            Self::Scheduled => "scheduled",
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
    /// What it asks for.
    pub(crate) kind: JobKind,
    /// When it is to go out, in seconds since 1970-01-01 UTC; none: as soon as it can.
    pub(crate) due: Option<i64>,
}

impl KeptJob {
    /// A job that publishes as soon as it can.
    pub(crate) fn publish(post: impl Into<String>, job: Job) -> Self {
        Self { post: post.into(), job, kind: JobKind::Publish, due: None }
    }
}

/// What the queue tells of a job, without the words that it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Queued {
    pub(crate) id: String,
    pub(crate) post: String,
    pub(crate) state: String,
    /// The catalogue's word for why it is still here; empty before it was tried.
    pub(crate) reason: String,
    pub(crate) is_approval: bool,
    /// When it was kept, in seconds since 1970-01-01 UTC.
    pub(crate) kept: i64,
    /// When it is to go out.
    pub(crate) due: Option<i64>,
}

impl Store {
    /// Keeps a job, in place of an older one for the same post, at the end of the queue. When this returns, it is on the
    /// disk.
    pub(crate) fn keep_job(&mut self, kept: &KeptJob) -> Result<(), DeskError> {
        let job = &kept.job;
        let state = if kept.due.is_some() { JobState::Scheduled } else { JobState::Waiting };
        let text = job.files.first().and_then(|file| file.bytes.as_deref());
        let blob = text.map(|bytes| self.naming.blob_id(bytes).to_string());
        // The number of the click, so that a scheduled job has one although its commit is dated when it is due.
        let clicked = job.id.split('-').next().and_then(|micros| micros.parse::<i64>().ok());
        let clicked = clicked.map_or(job.time, |micros| micros / 1_000_000);
        let all = self.db.transaction()?;
        all.execute("DELETE FROM jobs WHERE post = ?1", [&kept.post])?;
        all.execute(
            "INSERT INTO jobs (id, post, state, detail, message, writer_name, writer_email, at, offset_minutes, kind, due,
                 kept, blob)
             VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                job.id,
                kept.post,
                state.word(),
                job.message,
                job.writer.name,
                job.writer.email,
                job.time,
                job.offset_minutes,
                kept.kind.word(),
                kept.due,
                clicked,
                blob
            ],
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

    /// Forgets a job: it was sent, refused or withdrawn.
    pub(crate) fn forget_job(&self, id: &str) -> Result<(), DeskError> {
        self.db.prepare_cached("DELETE FROM jobs WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// The jobs that may be sent now, in the order of the clicks.
    pub(crate) fn jobs_to_send(&self) -> Result<Vec<KeptJob>, DeskError> {
        let jobs = self.ids_to_send()?;
        jobs.iter().filter_map(|id| self.job(id).transpose()).collect()
    }

    /// The ids of the jobs that may be sent now, in the order of the clicks: by the row's own number, which no clock that
    /// goes backwards can change. One that could not go for a reason of its own lets the others go first.
    pub(crate) fn ids_to_send(&self) -> Result<Vec<String>, DeskError> {
        let sql = format!(
            "SELECT id FROM jobs WHERE state IN ('waiting', 'sending') ORDER BY detail NOT IN ('', {}), rowid",
            holding()
        );
        let mut found = self.db.prepare_cached(&sql)?;
        Ok(found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// One job, if it is still kept.
    pub(crate) fn job(&self, id: &str) -> Result<Option<KeptJob>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT * FROM jobs WHERE id = ?1")?;
        found.query_row([id], head).optional()?.map(|job| self.with_files(job)).transpose()
    }

    /// Everything that is kept, in the order of the clicks.
    pub(crate) fn queue(&self) -> Result<Vec<Queued>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT * FROM jobs ORDER BY rowid")?;
        let jobs = found.query_map([], |row| {
            Ok(Queued {
                id: row.get("id")?,
                post: row.get("post")?,
                state: row.get("state")?,
                reason: row.get("detail")?,
                is_approval: row.get::<_, String>("kind")? == JobKind::Approval.word(),
                kept: row.get::<_, Option<i64>>("kept")?.map_or_else(|| row.get("at"), Ok)?,
                due: row.get("due")?,
            })
        })?;
        Ok(jobs.collect::<Result<_, _>>()?)
    }

    /// When the next scheduled job is due, in seconds since 1970-01-01 UTC.
    pub(crate) fn next_due(&self) -> Result<Option<i64>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT min(due) FROM jobs WHERE state = 'scheduled'")?;
        Ok(found.query_row([], |row| row.get(0))?)
    }

    /// Lets the scheduled jobs whose time has come be sent. True if there are any.
    pub(crate) fn release_due(&self, now: i64) -> Result<bool, DeskError> {
        let sql = "UPDATE jobs SET state = 'waiting' WHERE state = 'scheduled' AND due <= ?1";
        Ok(self.db.prepare_cached(sql)?.execute([now])? > 0)
    }

    /// Whether all jobs that may be sent wait for the network or a sign-in.
    pub(crate) fn is_held(&self) -> Result<bool, DeskError> {
        let sql = format!(
            "SELECT NOT EXISTS (SELECT 1 FROM jobs WHERE state IN ('waiting', 'sending') AND detail NOT IN ({}))",
            holding()
        );
        Ok(self.db.query_row(&sql, [], |row| row.get(0))?)
    }

    /// Lets one scheduled job be sent now.
    pub(crate) fn release(&self, id: &str) -> Result<(), DeskError> {
        let sql = "UPDATE jobs SET state = 'waiting', due = NULL WHERE id = ?1 AND state = 'scheduled'";
        self.db.prepare_cached(sql)?.execute([id])?;
        Ok(())
    }

    /// Notes for all jobs that may be sent now why they are not: the server of all of them is the same.
    pub(crate) fn hold_all(&self, reason: &str) -> Result<(), DeskError> {
        let sql = "UPDATE jobs SET state = 'waiting', detail = ?1 WHERE state IN ('waiting', 'sending')";
        self.db.prepare_cached(sql)?.execute([reason])?;
        Ok(())
    }

    /// The job kept for a post, and the catalogue's word for why it is still here.
    pub(crate) fn job_of(&self, post: &str) -> Result<Option<(String, String, String)>, DeskError> {
        let mut found = self.db.prepare_cached("SELECT id, state, detail FROM jobs WHERE post = ?1")?;
        Ok(found.query_row([post], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
    }

    /// How many posts wait to be sent.
    pub(crate) fn waiting(&self) -> Result<u32, DeskError> {
        let mut found = self.db.prepare_cached("SELECT count(*) FROM jobs WHERE state IN ('waiting', 'sending')")?;
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
        kind: if row.get::<_, String>("kind")? == JobKind::Approval.word() {
            JobKind::Approval
        } else {
            JobKind::Publish
        },
        due: row.get("due")?,
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
        let job = Job {
            id: id.to_owned(),
            files: vec![file("a.md", Some(b"text\0")), file("b.jpg", None)],
            message: "Publish".to_owned(),
            writer: Writer { name: "Ann".to_owned(), email: "ann@example.org".to_owned() },
            time: 5,
            offset_minutes: -90,
        };
        KeptJob::publish(post, job)
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
    fn jobs_go_in_the_order_of_the_clicks_whatever_the_clock_said() {
        let (_folder, mut store) = for_test();
        for (id, post) in [("9", "a.md"), ("1", "b.md"), ("5", "c.md")] {
            store.keep_job(&job(id, post)).unwrap();
        }
        store.keep_job(&job("4", "a.md")).unwrap();
        assert_eq!(store.ids_to_send().unwrap(), ["1", "5", "4"]);
        store.set_job_state("1", JobState::Waiting, "server-trouble").unwrap();
        assert_eq!(store.ids_to_send().unwrap(), ["5", "4", "1"]);
        store.hold_all("offline").unwrap();
        assert_eq!(store.ids_to_send().unwrap(), ["1", "5", "4"]);
        assert!(store.queue().unwrap().iter().all(|job| job.reason == "offline"));
    }

    #[test]
    fn a_scheduled_job_is_not_sent_before_its_time() {
        let (_folder, mut store) = for_test();
        store.keep_job(&KeptJob { due: Some(100), ..job("1", "a.md") }).unwrap();
        store.keep_job(&KeptJob { kind: JobKind::Approval, ..job("2", "b.md") }).unwrap();
        assert_eq!((store.waiting().unwrap(), store.next_due().unwrap()), (1, Some(100)));
        assert_eq!(store.jobs_to_send().unwrap(), [KeptJob { kind: JobKind::Approval, ..job("2", "b.md") }]);
        assert!(!store.release_due(99).unwrap());
        assert!(store.release_due(100).unwrap());
        assert_eq!((store.ids_to_send().unwrap().len(), store.next_due().unwrap()), (2, None));
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
