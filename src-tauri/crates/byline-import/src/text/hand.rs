/// How a writer writes marks, so that what is added to a text looks like the rest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// The sign before an item of a list: `-`, `*` or `+`.
    pub bullet: char,
    /// What follows a number in a list: `.` or `)`.
    pub after_number: char,
    /// The sign of emphasis, `*` or `_`.
    pub emphasis: char,
    /// The sign that stands twice around strong words, `*` or `_`.
    pub strong: char,
    /// The sign of which three or more stand around code, a grave accent or `~`.
    pub fence: char,
    /// Whether a new line in the same paragraph is written as two spaces; else as a backslash.
    pub spaces_break: bool,
    /// A dividing line.
    pub rule: String,
}

impl Default for Hand {
    fn default() -> Self {
        Self {
            bullet: '-',
            after_number: '.',
            emphasis: '*',
            strong: '*',
            fence: '`',
            spaces_break: true,
            rule: "---".to_owned(),
        }
    }
}

impl Hand {
    /// The same with a usual sign in the place of each that is none.
    #[must_use]
    pub fn sane(mut self) -> Self {
        let usual = Self::default();
        let keep = |sign: char, allowed: &str, usual: char| if allowed.contains(sign) { sign } else { usual };
        self.bullet = keep(self.bullet, "-*+", usual.bullet);
        self.after_number = keep(self.after_number, ".)", usual.after_number);
        self.emphasis = keep(self.emphasis, "*_", usual.emphasis);
        self.strong = keep(self.strong, "*_", usual.strong);
        self.fence = keep(self.fence, "`~", usual.fence);
        let signs: Vec<char> = self.rule.chars().filter(|c| *c != ' ').collect();
        let is_rule = signs.len() >= 3
            && signs.first().is_some_and(|first| "-*_".contains(*first) && signs.iter().all(|sign| sign == first));
        if !is_rule {
            self.rule = usual.rule;
        }
        self
    }

    pub(super) fn strong_mark(&self) -> &'static str {
        if self.strong == '_' { "__" } else { "**" }
    }

    pub(super) fn emphasis_mark(&self) -> &'static str {
        if self.emphasis == '_' { "_" } else { "*" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_are_none_are_not_written() {
        let odd = Hand { bullet: '#', fence: 'x', rule: "- - x".to_owned(), strong: '_', ..Hand::default() };
        assert_eq!(odd.sane(), Hand { strong: '_', ..Hand::default() });
        let own = Hand { bullet: '+', rule: "* * *".to_owned(), ..Hand::default() };
        assert_eq!(own.clone().sane(), own);
    }
}
