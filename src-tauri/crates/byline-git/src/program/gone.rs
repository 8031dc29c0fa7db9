//! Files that went, by one comparison after the other along the website's own line of states.

use std::collections::HashSet;

use super::begun::minutes;
use super::classify::classify;
use super::engine::Program;
use super::run::{Call, Limits};
use crate::engine::{RemovedFile, Writer};
use crate::{BlobId, CommitId, Fault, Watch};

/// What stands before each commit's own lines.
const MARK: char = '\u{1}';

/// How a commit is told: itself and its parents, who and when.
const TOLD: &str = "%H %P%x00%an%x00%ae%x00%ad%x00";

/// What no setting of the person's may change.
const PLAIN: [&str; 6] = ["-z", "--raw", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--date=raw"];

/// One commit as git tells it.
struct Told<'a> {
    parents: Vec<CommitId>,
    writer: Writer,
    time: i64,
    offset_minutes: i32,
    /// The files that went, and what each was.
    gone: Vec<(&'a str, BlobId)>,
}

impl Program {
    /// See [`crate::Engine::removed`].
    pub(super) fn gone(&self, at: &CommitId, most: usize, watch: &dyn Watch) -> Result<Vec<RemovedFile>, Fault> {
        self.line.aside.tell(&[])?;
        let most = format!("--max-count={most}");
        let line = self.call(&[]).args(["rev-list", "--first-parent", "--parents", &most, at.as_str(), "--"]);
        let line = output(&line, watch)?;
        let cut_off: HashSet<String> = self.line.aside.cut_off();
        // Each with its first parent: what came by another side is a change of the whole.
        let pair = |line: &str| {
            let mut words = line.split(' ');
            let (commit, parent) = (words.next()?, words.next()?);
            (!cut_off.contains(commit)).then(|| format!("{commit} {parent}\n"))
        };
        let pairs = String::from_utf8_lossy(&line).lines().filter_map(pair).collect::<Vec<_>>().concat();
        let call = self.call(&[]).args(["diff-tree", "--stdin", "-r", "-M", "--diff-filter=D"]).args(PLAIN);
        let output = output(&call.args([format!("--format={MARK}{TOLD}")]).reading(pairs), watch)?;
        let output = String::from_utf8_lossy(&output);
        let mut found = Vec::new();
        for told in told(&output) {
            let Some(last) = told.parents.first() else { continue };
            for (path, blob) in told.gone {
                found.push(RemovedFile {
                    path: path.to_owned(),
                    blob,
                    last: last.clone(),
                    writer: told.writer.clone(),
                    time: told.time,
                    offset_minutes: told.offset_minutes,
                });
            }
        }
        Ok(found)
    }
}

fn output(call: &Call, watch: &dyn Watch) -> Result<Vec<u8>, Fault> {
    let ended = call.watched(Limits::LOCAL, &|| watch.cancelled(), &mut |_| {})?;
    if ended.is_fine() { Ok(ended.output) } else { Err(classify(&ended.said)) }
}

fn told(output: &str) -> impl Iterator<Item = Told<'_>> {
    output.split(MARK).skip(1).filter_map(|text| {
        let mut words = text.split('\0');
        let parents = words.next()?.split(' ').skip(1).filter_map(CommitId::parse).collect();
        let writer = Writer { name: words.next()?.trim().to_owned(), email: words.next()?.trim().to_owned() };
        let (time, zone) = words.next()?.split_once(' ')?;
        let mut gone = Vec::new();
        // `:100644 000000 <id> 0000 D`, then the path.
        while let Some(word) = words.next() {
            let Some(head) = word.trim_start_matches('\n').strip_prefix(':') else { continue };
            let path = words.next()?;
            let mut head = head.split(' ');
            let is_file = head.next().is_some_and(|mode| mode.starts_with("100"));
            let blob = head.nth(1).and_then(BlobId::parse).filter(|_| is_file);
            gone.extend(blob.map(|blob| (path, blob)));
        }
        Some(Told { parents, writer, time: time.parse().ok()?, offset_minutes: minutes(zone), gone })
    })
}
