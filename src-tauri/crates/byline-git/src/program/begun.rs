//! Who added files, and when: one walk over the history.

use std::collections::{HashMap, HashSet};

use super::classify::classify;
use super::engine::Program;
use crate::engine::{Begun, Writer};
use crate::{CommitId, Fault, Watch};

/// What stands before a commit's own line, so that it is not taken for a path: no path holds it.
const MARK: char = '\u{1}';

impl Program {
    /// The oldest addition of each of these paths, as far back as `most` commits. Merges are passed over, and so are the
    /// commits at which a shallow clone was cut off: everything looks new there.
    pub(super) fn added(
        &self,
        at: &CommitId,
        paths: &HashSet<String>,
        most: usize,
        watch: &dyn Watch,
    ) -> Result<HashMap<String, Begun>, Fault> {
        if paths.is_empty() {
            return Ok(HashMap::new());
        }
        self.line.aside.tell(&[])?;
        let stop = || watch.cancelled();
        let limits = super::Limits::LOCAL;
        let call = self.call(&[]).args(["rev-list", "--parents", &format!("--max-count={most}"), at.as_str(), "--"]);
        let listed = call.watched(limits, &stop, &mut |_| {})?;
        if !listed.is_fine() {
            return Err(classify(&listed.said));
        }
        let cut_off = self.line.aside.cut_off();
        let list = String::from_utf8_lossy(&listed.output);
        let single = |line: &&str| line.split(' ').count() <= 2;
        let commits = list.lines().filter(single).filter_map(|line| line.split(' ').next());
        let commits: String = commits.filter(|id| !cut_off.contains(*id)).flat_map(|id| [id, "\n"]).collect();
        let call = self.call(&[]).args(["diff-tree", "--stdin", "--root", "-r", "-z", "--name-only", "--no-renames"]);
        let call = call.args(["--diff-filter=A", "--no-ext-diff", "--no-textconv", "--date=raw"]);
        let call = call.args([format!("--format={MARK}%an%x00%ae%x00%ad%x00")]);
        let told = call.reading(commits).watched(limits, &stop, &mut |_| {})?;
        if !told.is_fine() {
            return Err(classify(&told.said));
        }
        Ok(read(&String::from_utf8_lossy(&told.output), paths))
    }
}

/// The walk goes back in time: what is found later is older.
fn read(told: &str, paths: &HashSet<String>) -> HashMap<String, Begun> {
    let mut found = HashMap::new();
    for commit in told.split(MARK).skip(1) {
        let mut words = commit.split('\0');
        let (Some(name), Some(email), Some(date)) = (words.next(), words.next(), words.next()) else { continue };
        let Some((time, zone)) = date.split_once(' ') else { continue };
        let writer = Writer { name: name.trim().to_owned(), email: email.trim().to_owned() };
        let begun = Begun { writer, time: time.parse().unwrap_or_default(), offset_minutes: minutes(zone) };
        for path in words.map(|path| path.trim_start_matches('\n')).filter(|path| paths.contains(*path)) {
            found.insert(path.to_owned(), begun.clone());
        }
    }
    found
}

/// `+0130` in minutes.
pub(super) fn minutes(zone: &str) -> i32 {
    let number: i32 = zone.parse().unwrap_or_default();
    number / 100 * 60 + number % 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_tells_of_additions_is_read() {
        let paths = HashSet::from(["a.md".to_owned(), "b.md".to_owned()]);
        let told = "\u{1}New\0n@x\x009 +0000\0\n\na.md\0\u{1}Old\0o@x\x005 -0130\0\n\na.md\0b.md\0";
        let found = read(told, &paths);
        assert_eq!((found["a.md"].writer.name.as_str(), found["a.md"].time), ("Old", 5));
        assert_eq!((found["b.md"].offset_minutes, found.len()), (-90, 2));
    }
}
