//! Reading objects through one git that stays, and building trees through another.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::Arc;

use super::run::{Call, Running};
use crate::{Fault, Writer};

/// The largest object that is read, in bytes.
const LARGEST: usize = 1 << 30;

/// How many trees are remembered.
const TREES: usize = 256;

/// A program that answers, one question after the other.
struct Answering {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    _running: Running,
}

impl Answering {
    fn start(call: &Call) -> Result<Self, Fault> {
        let mut running = call.talk()?;
        match (running.input(), running.output()) {
            (Some(input), Some(output)) => Ok(Self { input, output: BufReader::new(output), _running: running }),
            _ => Err(Fault::other("a program without input and output")),
        }
    }

    fn ask(&mut self, question: &[u8]) -> std::io::Result<String> {
        self.input.write_all(question)?;
        self.input.flush()?;
        let mut answer = String::new();
        if self.output.read_line(&mut answer)? == 0 {
            return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
        }
        Ok(answer.trim_end().to_owned())
    }
}

/// One entry of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) mode: u32,
    pub(crate) name: Vec<u8>,
    pub(crate) id: String,
}

impl Entry {
    pub(crate) fn is_tree(&self) -> bool {
        self.mode == 0o40_000
    }

    /// Whether it is a regular file.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.mode, 0o100_644 | 0o100_755 | 0o100_664)
    }
}

/// Reads objects.
pub(crate) struct Reader {
    call: Call,
    answering: Option<Answering>,
    trees: HashMap<String, Arc<Vec<Entry>>>,
}

impl Reader {
    /// A reader by this `cat-file --batch-command`; it is started when it is first asked.
    pub(crate) fn new(call: Call) -> RefCell<Self> {
        RefCell::new(Self { call, answering: None, trees: HashMap::new() })
    }

    /// An object's kind and size; `None` when it is not here.
    pub(crate) fn info(&mut self, id: &str) -> Result<Option<(String, usize)>, Fault> {
        let answer = self.ask(&format!("info {id}\n"))?;
        Ok(told(&answer))
    }

    /// An object's kind and content; `None` when it is not here.
    pub(crate) fn read(&mut self, id: &str) -> Result<Option<(String, Vec<u8>)>, Fault> {
        let answer = self.ask(&format!("contents {id}\n"))?;
        let Some((kind, size)) = told(&answer) else { return Ok(None) };
        if size > LARGEST {
            self.answering = None;
            return Err(Fault::TooLarge);
        }
        let mut content = vec![0; size + 1];
        let read = self.answering.as_mut().map(|answering| answering.output.read_exact(&mut content));
        if !matches!(read, Some(Ok(()))) {
            self.answering = None;
            return Err(damaged(id));
        }
        content.truncate(size);
        Ok(Some((kind, content)))
    }

    /// A tree's entries.
    pub(crate) fn tree(&mut self, id: &str) -> Result<Arc<Vec<Entry>>, Fault> {
        if let Some(known) = self.trees.get(id) {
            return Ok(Arc::clone(known));
        }
        let content = match self.read(id)? {
            Some((kind, content)) if kind == "tree" => content,
            _ => return Err(damaged(id)),
        };
        let entries = Arc::new(entries(&content, id.len() / 2).ok_or_else(|| damaged(id))?);
        if self.trees.len() >= TREES {
            self.trees.clear();
        }
        self.trees.insert(id.to_owned(), Arc::clone(&entries));
        Ok(entries)
    }

    /// A commit.
    pub(crate) fn commit(&mut self, id: &str) -> Result<CommitText, Fault> {
        match self.read(id)? {
            Some((kind, content)) if kind == "commit" => {
                CommitText::read(&String::from_utf8_lossy(&content)).ok_or_else(|| damaged(id))
            }
            _ => Err(damaged(id)),
        }
    }

    fn ask(&mut self, question: &str) -> Result<String, Fault> {
        if self.answering.is_none() {
            self.answering = Some(Answering::start(&self.call)?);
        }
        let answer = self.answering.as_mut().map(|answering| answering.ask(question.as_bytes()));
        if let Some(Ok(answer)) = answer {
            return Ok(answer);
        }
        // It ends when an object cannot be read; the next question starts it anew.
        self.answering = None;
        Err(damaged(question.trim_end()))
    }
}

/// What a commit says.
#[derive(Debug, Clone, Default)]
pub(crate) struct CommitText {
    pub(crate) tree: String,
    pub(crate) parents: Vec<String>,
    pub(crate) author: Writer,
    /// When it was written, in seconds since 1970-01-01 UTC.
    pub(crate) time: i64,
    /// Minutes east of UTC where the author was.
    pub(crate) offset_minutes: i32,
    /// When it became a commit, in seconds since 1970-01-01 UTC.
    pub(crate) committed: i64,
    pub(crate) message: String,
}

impl CommitText {
    fn read(text: &str) -> Option<Self> {
        let (head, message) = text.split_once("\n\n").unwrap_or((text.trim_end(), ""));
        let mut commit = Self { message: message.to_owned(), ..Self::default() };
        for (key, value) in head.lines().filter_map(|line| line.split_once(' ')) {
            match key {
                "tree" => value.clone_into(&mut commit.tree),
                "parent" => commit.parents.push(value.to_owned()),
                "author" => {
                    let (writer, time, offset) = signed(value)?;
                    (commit.author, commit.time, commit.offset_minutes) = (writer, time, offset);
                }
                "committer" => commit.committed = signed(value)?.1,
                _ => {}
            }
        }
        (!commit.tree.is_empty()).then_some(commit)
    }
}

/// `Anna Writer <anna@example.org> 1772355600 +0100`.
fn signed(value: &str) -> Option<(Writer, i64, i32)> {
    let (who, when) = value.rsplit_once('>')?;
    let (name, email) = who.split_once('<')?;
    let (time, zone) = when.trim().split_once(' ').unwrap_or((when.trim(), "+0000"));
    let writer = Writer { name: name.trim().to_owned(), email: email.trim().to_owned() };
    Some((writer, time.parse().unwrap_or_default(), super::begun::minutes(zone)))
}

/// `<id> <kind> <size>`, or `<id> missing`.
fn told(answer: &str) -> Option<(String, usize)> {
    let mut words = answer.rsplitn(3, ' ');
    let (size, kind) = (words.next()?.parse().ok()?, words.next()?.to_owned());
    words.next().map(|_| (kind, size))
}

fn damaged(what: &str) -> Fault {
    Fault::Damaged { detail: format!("cannot be read: {what}") }
}

/// A tree's own form: `<mode> <name>NUL<id>`, again and again.
fn entries(mut content: &[u8], id_length: usize) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while !content.is_empty() {
        let blank = content.iter().position(|byte| *byte == b' ')?;
        let end = content.iter().position(|byte| *byte == 0)?;
        let mode = std::str::from_utf8(content.get(..blank)?).ok()?;
        let mode = u32::from_str_radix(mode, 8).ok()?;
        let name = content.get(blank + 1..end)?.to_vec();
        let id = content.get(end + 1..end + 1 + id_length)?;
        let id = id.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        entries.push(Entry { mode, name, id });
        content = content.get(end + 1 + id_length..)?;
    }
    Some(entries)
}

/// Builds trees by a `mktree -z --batch`.
pub(crate) struct Builder(Answering);

impl Builder {
    pub(crate) fn start(call: &Call) -> Result<Self, Fault> {
        Answering::start(call).map(Self)
    }

    /// Writes a tree with these entries; its name.
    pub(crate) fn write(&mut self, entries: &[Entry]) -> Result<String, Fault> {
        let mut input = Vec::new();
        for entry in entries {
            let kind = match entry.mode {
                0o40_000 => "tree",
                0o160_000 => "commit",
                _ => "blob",
            };
            input.extend(format!("{:06o} {kind} {}\t", entry.mode, entry.id).into_bytes());
            input.extend(&entry.name);
            input.push(0);
        }
        input.push(0);
        self.0.ask(&input).map_err(|error| Fault::other(format!("mktree: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trees_own_form_is_read() {
        let mut content = b"100644 a b.md\0".to_vec();
        content.extend([0xab; 20]);
        content.extend(b"40000 dir\0");
        content.extend([0x01; 20]);
        let found = entries(&content, 20).unwrap();
        assert_eq!((found[0].mode, found[0].name.as_slice()), (0o100_644, &b"a b.md"[..]));
        assert!(found[0].is_file() && found[1].is_tree());
        assert_eq!(found[1].id, "01".repeat(20));
        assert_eq!(entries(&content[..content.len() - 1], 20), None);
        assert_eq!(entries(b"", 20), Some(Vec::new()));
    }

    #[test]
    fn answers_are_read() {
        assert_eq!(told("12ab blob 7"), Some(("blob".to_owned(), 7)));
        assert_eq!(told("12ab missing"), None);
    }
}
