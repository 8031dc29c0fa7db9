//! What there is to say about the words of a post, for whoever has no window.

use super::Site;
use crate::DeskError;
use crate::api::{Finding, Severity, WordFinding, WordKind};
use crate::language::{OwnFiles, Reader, Shelf};

impl Site {
    /// Every remark about the words of a post, beside what the checks notice.
    pub fn word_findings(&mut self, path: &str) -> Result<Vec<Finding>, DeskError> {
        let computer = self.around.languages.clone();
        let told = self.language_of(path, &computer)?;
        let path = &self.follow(path);
        self.open_post(path)?;
        let desk = &self.around.desk;
        let mut reader = Reader::new(Shelf::new(desk, &self.around.dictionaries), OwnFiles::new(desk));
        let post = &self.on_page(path)?.post;
        let body = post.unspoken();
        let line = |units: u32| {
            let before = body.encode_utf16().take(usize::try_from(units).unwrap_or(usize::MAX));
            let lines = before.filter(|unit| *unit == u16::from(b'\n')).count();
            u32::try_from(post.file_line(0) + lines).unwrap_or(u32::MAX)
        };
        let found = reader.check_whole(&told.profile, &body);
        Ok(found.into_iter().map(|found| Finding { line: line(found.from), ..finding(&found) }).collect())
    }
}

fn finding(found: &WordFinding) -> Finding {
    let kind = match found.kind {
        WordKind::Spelling => "spelling",
        WordKind::Grammar => "grammar",
        WordKind::Style => "style",
    };
    Finding {
        id: kind.to_owned(),
        severity: Severity::Note,
        message: format!("{}: {}", found.words, found.message),
        line: 0,
        fixable: false,
        fix: None,
        repair: None,
        from: Some(found.from),
        to: Some(found.to),
    }
}
