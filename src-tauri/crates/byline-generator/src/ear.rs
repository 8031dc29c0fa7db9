//! What a generator says, as far as it matters: that it builds, that it has built, and what stands in its way.

use crate::cut::place;

/// Something that stands in a generator's way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The file, relative to the folder that the generator was started in; none where it names none of that folder's.
    pub file: Option<String>,
    /// The line in that file, counted from 1.
    pub line: Option<u32>,
    /// The generator's own words.
    pub message: String,
}

/// What a generator counts lines from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Counted {
    /// The beginning of the file.
    #[default]
    File,
    /// The line below the one that opens the details.
    Details,
    /// The line below the one that closes the details.
    Body,
    /// The first line below the details that is not empty.
    Text,
}

/// A problem in a generator's own terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Heard {
    /// The file as the generator names it.
    pub(crate) file: Option<String>,
    pub(crate) line: Option<u32>,
    pub(crate) counted: Counted,
    /// What stands on the line, where the generator shows it and its count is not to be trusted.
    pub(crate) quoted: Option<String>,
    pub(crate) message: String,
}

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// It begins to build.
    Building,
    /// It has built all that it could.
    Built,
    /// Something stands in its way. More about the same follows as another one, in place of the last.
    Problem(Heard),
    /// Somebody else has the port.
    PortTaken,
}

/// What tells one of a generator's lines.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Line {
    /// It begins so, blanks aside.
    Begins(&'static str),
    /// This is in it.
    Has(&'static str),
    /// It begins with the first, and has the second.
    Both(&'static str, &'static str),
}

impl Line {
    fn is(self, words: &str) -> bool {
        match self {
            Self::Begins(begin) => words.starts_with(begin),
            Self::Has(part) => words.contains(part),
            Self::Both(begin, part) => words.starts_with(begin) && words.contains(part),
        }
    }
}

/// What a generator says.
#[derive(Debug)]
pub(crate) struct Words {
    /// What stands before each of its lines; empty for most.
    pub(crate) before: &'static str,
    pub(crate) port_taken: &'static [Line],
    pub(crate) building: &'static [Line],
    pub(crate) built: &'static [Line],
    /// Somebody who understands how it tells problems, over one build.
    pub(crate) problems: fn() -> Box<dyn Problems>,
}

/// Understands how a generator tells what stands in its way.
pub(crate) trait Problems: Send {
    /// What stands in the way, by this line together with those before it; nothing where the line adds nothing.
    fn hear(&mut self, line: &str) -> Option<Heard>;
}

/// Understands one run of a generator, line by line.
pub(crate) struct Ear {
    words: &'static Words,
    problems: Box<dyn Problems>,
}

impl Ear {
    pub(crate) fn new(words: &'static Words) -> Self {
        Self { words, problems: (words.problems)() }
    }

    /// What a line means, together with those before it.
    pub(crate) fn hear(&mut self, line: &str) -> Option<Said> {
        let line = line.strip_prefix(self.words.before).unwrap_or(line);
        let words = line.trim();
        let any = |lines: &[Line]| lines.iter().any(|line| line.is(words));
        if any(self.words.port_taken) {
            return Some(Said::PortTaken);
        }
        let said = [(self.words.building, Said::Building), (self.words.built, Said::Built)];
        if let Some((_, said)) = said.into_iter().find(|(lines, _)| any(lines)) {
            // What follows is about something else.
            self.problems = (self.words.problems)();
            return Some(said);
        }
        self.problems.hear(line).map(Said::Problem)
    }
}

/// Problems that a generator begins with a mark: what is wrong follows on the same line or the next, with its place on a
/// line of its own.
#[derive(Debug)]
pub(crate) struct Marked {
    /// What a problem begins with.
    pub(crate) begins: &'static [&'static str],
    /// Whether the same line says what is wrong, or where.
    pub(crate) on_the_same_line: bool,
    /// What a line with the place begins with.
    pub(crate) place: &'static str,
    /// What the lines begin with that are about something else.
    pub(crate) over: &'static [&'static str],
    /// What is being told.
    pub(crate) heard: Option<Heard>,
}

impl Problems for Marked {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        let words = line.trim();
        if self.over.iter().any(|over| words.starts_with(over)) {
            self.heard = None;
            return None;
        }
        if let Some(rest) = self.begins.iter().find_map(|begin| words.strip_prefix(begin)) {
            let rest = if self.on_the_same_line { rest.trim_start() } else { "" };
            self.heard = Some(match at(rest) {
                Some((file, line)) => Heard { file: Some(file), line, ..Heard::default() },
                None => Heard { message: rest.to_owned(), ..Heard::default() },
            });
            return self.heard.clone().filter(|heard| !heard.message.is_empty());
        }
        let heard = self.heard.as_mut().filter(|_| !words.is_empty())?;
        if let Some(file) = words.strip_prefix(self.place).filter(|_| !self.place.is_empty()) {
            let (file, line) = at(file).unwrap_or_else(|| (file.to_owned(), None));
            (heard.file, heard.line) = (Some(file), line);
        } else if heard.message.is_empty() {
            words.clone_into(&mut heard.message);
        } else {
            return None;
        }
        Some(heard.clone())
    }
}

/// `./file`, `file:12` or `file:12:3`.
fn at(words: &str) -> Option<(String, Option<u32>)> {
    let found = place(words).map(|(file, line)| (file.to_owned(), Some(line)));
    found.or_else(|| words.starts_with("./").then(|| (words.to_owned(), None)))
}

#[cfg(test)]
pub(crate) fn heard(kind: &'static crate::Kind, words: &str) -> Vec<Said> {
    let mut ear = Ear::new(&kind.words);
    words.lines().filter_map(|line| ear.hear(&crate::lines::plain(line))).collect()
}
