//! Fields: instructions to the word processor, and what it made of them. Only links matter here.

/// The fields that are open at a place in the text.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    is_result: bool,
}

impl Fields {
    /// A `w:fldChar` of this kind.
    pub(super) fn mark(&mut self, kind: Option<&str>) {
        match kind {
            // Nobody nests fields this deep; what is not closed must not grow for ever.
            Some("begin") if self.0.len() < 64 => self.0.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.0.last_mut() {
                    field.is_result = true;
                }
            }
            Some("end") => {
                self.0.pop();
            }
            _ => {}
        }
    }

    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.is_result && field.instruction.len() < 8_192) {
            field.instruction.push_str(words);
        }
    }

    /// Where a click leads from what is shown here.
    pub(super) fn link(&self) -> Option<String> {
        self.0.iter().rev().filter(|field| field.is_result).find_map(|field| link(&field.instruction))
    }
}

/// The address in an instruction such as `HYPERLINK "https://example.org" \o "tip"`.
pub(super) fn link(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let word = rest.get(..9)?;
    if !word.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let rest = rest[9..].trim_start();
    let address = match rest.strip_prefix(['"', '\u{201c}', '\u{201d}']) {
        Some(quoted) => quoted.split(['"', '\u{201c}', '\u{201d}']).next()?,
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\'))?,
    };
    Some(address.trim().to_owned()).filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_out_of_its_instruction() {
        assert_eq!(link(r#" HYPERLINK "https://a.org/x y" \o "tip" "#).as_deref(), Some("https://a.org/x y"));
        assert_eq!(link("hyperlink https://a.org").as_deref(), Some("https://a.org"));
        assert_eq!(link(r#"HYPERLINK \l "_Toc1""#), None);
        assert_eq!(link("PAGE"), None);
        assert_eq!(link("ü"), None);
    }
}
