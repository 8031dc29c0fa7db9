//! What a generator says, as far as it matters: that it builds, that it has built, and what stands in its way.

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

/// Understands one run of a generator, line by line.
pub(crate) trait Ear: Send {
    /// What a line means, together with those before it.
    fn hear(&mut self, line: &str) -> Option<Said>;
}

#[cfg(test)]
pub(crate) fn heard(mut ear: Box<dyn Ear>, words: &str) -> Vec<Said> {
    words.lines().filter_map(|line| ear.hear(&crate::lines::plain(line))).collect()
}
