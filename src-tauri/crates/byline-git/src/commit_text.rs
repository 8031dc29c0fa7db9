//! A commit in git's own form, for those who sign it or write it through another program.

use crate::{CommitId, Fault, Meta, Writer};

/// The form without a signature.
pub(crate) fn unsigned(tree: &str, parent: Option<&CommitId>, meta: &Meta) -> Result<String, Fault> {
    let parent = parent.map(|id| format!("parent {id}\n")).unwrap_or_default();
    let (hours, minutes) = (meta.offset_minutes.abs() / 60, meta.offset_minutes.abs() % 60);
    let sign = if meta.offset_minutes < 0 { '-' } else { '+' };
    let line = |writer: &Writer| {
        let (name, email) = clean(writer);
        format!("{name} <{email}> {} {sign}{hours:02}{minutes:02}", meta.time)
    };
    let (author, committer, message) = (line(&meta.author), line(&meta.committer), message(meta)?);
    Ok(format!("tree {tree}\n{parent}author {author}\ncommitter {committer}\n\n{message}"))
}

/// The same with a signature, in the header that names of this kind are signed in.
pub(crate) fn signed(text: &str, signature: &str, sha256: bool) -> String {
    let header = if sha256 { "gpgsig-sha256" } else { "gpgsig" };
    let folded = signature.trim_end().replace("\r\n", "\n").replace('\n', "\n ");
    let (head, message) = text.split_once("\n\n").unwrap_or((text, ""));
    format!("{head}\n{header} {folded}\n\n{message}")
}

/// The message as git would keep it, ending in one line end.
pub(crate) fn message(meta: &Meta) -> Result<String, Fault> {
    Ok(format!("{}\n", ::git2::message_prettify(meta.message.as_str(), None)?.trim_end()))
}

/// A name and address as git accepts them: neither empty nor with the characters that delimit them.
pub(crate) fn clean(writer: &Writer) -> (String, String) {
    let clean = |text: &str, otherwise: &str| {
        let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).collect();
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '"' | '\\' | '\''));
        if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
    };
    (clean(&writer.name, "Byline"), clean(&writer.email, "byline@localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_has_gits_form() {
        let writer = Writer { name: "Anna <W>".to_owned(), email: "anna@example.org".to_owned() };
        let meta = Meta {
            message: "Hello\n\nworld \n\n".to_owned(),
            author: writer.clone(),
            committer: writer,
            time: 5,
            offset_minutes: -90,
        };
        let who = "Anna W <anna@example.org> 5 -0130";
        let text = unsigned("12ab", None, &meta).unwrap();
        assert_eq!(text, format!("tree 12ab\nauthor {who}\ncommitter {who}\n\nHello\n\nworld\n"));
        let with = signed(&text, "-----BEGIN\nabc\n-----END\n", false);
        let expect = format!("committer {who}\ngpgsig -----BEGIN\n abc\n -----END\n\nHello\n\nworld\n");
        assert!(with.ends_with(&expect), "{with}");
    }
}
