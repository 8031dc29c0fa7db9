//! What must hold of any two people's changes to any post.

use byline_post::Post;
use byline_post::joined::{Choice, Part};

use super::posts;

/// xorshift64*: the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % limit.max(1)
    }
}

/// A post in parts: fields by name and value, and paragraphs of words.
#[derive(Clone)]
struct Draft {
    fields: Vec<(String, String)>,
    tags: Vec<String>,
    paragraphs: Vec<Vec<String>>,
}

impl Draft {
    fn new(random: &mut Random) -> Self {
        let fields = (0..=random.below(5)).map(|n| (format!("field{n}"), format!("value{n}"))).collect();
        let tags = (0..random.below(4)).map(|n| format!("tag{n}")).collect();
        let paragraph =
            |number: usize, random: &mut Random| (0..=random.below(14)).map(|n| format!("p{number}w{n}")).collect();
        let paragraphs = (0..=random.below(8)).map(|number| paragraph(number, random)).collect();
        Self { fields, tags, paragraphs }
    }

    /// A few changes, whose new words all begin with `who`.
    fn edited(&self, who: &str, random: &mut Random) -> Self {
        let mut draft = self.clone();
        for n in 0..=random.below(4) {
            let (at, new) = (random.below(draft.paragraphs.len()), format!("{who}{n}x"));
            match random.below(8) {
                0 => draft.paragraphs.insert(at, vec![new.clone(), format!("{new}y")]),
                1 if draft.paragraphs.len() > 1 => drop(draft.paragraphs.remove(at)),
                2 => draft.paragraphs[at] = vec![new],
                3 => draft.fields.push((format!("{who}field{n}"), new)),
                4 if draft.fields.len() > 1 => drop(draft.fields.remove(random.below(draft.fields.len()))),
                5 => {
                    let field = random.below(draft.fields.len());
                    draft.fields[field].1 = new;
                }
                6 => draft.tags.push(new),
                _ => {
                    let word = random.below(draft.paragraphs[at].len());
                    draft.paragraphs[at][word] = new;
                }
            }
        }
        draft
    }

    fn text(&self, kind: usize) -> String {
        let body: Vec<String> = self.paragraphs.iter().map(|words| words.join(" ")).collect();
        let body = body.join("\n\n");
        let each = |write: &dyn Fn(&(String, String)) -> String| self.fields.iter().map(write).collect::<Vec<_>>();
        match kind {
            0 => {
                let fields = each(&|(name, value)| format!("{name}: {value}\n")).concat();
                format!("---\n{fields}tags: [{}]\n---\n\n{body}\n", self.tags.join(", "))
            }
            1 => {
                let fields = each(&|(name, value)| format!("{name} = '{value}'\n")).concat();
                let tags: Vec<String> = self.tags.iter().map(|tag| format!("'{tag}'")).collect();
                format!("+++\n{fields}tags = [{}]\n+++\n\n{body}\n", tags.join(", "))
            }
            _ => {
                let fields = each(&|(name, value)| format!("  \"{name}\": \"{value}\",\n")).concat();
                let tags: Vec<String> = self.tags.iter().map(|tag| format!("\"{tag}\"")).collect();
                format!("{{\n{fields}  \"tags\": [{}]\n}}\n\n{body}\n", tags.join(", "))
            }
        }
    }
}

fn parsed(text: &str) -> Post {
    Post::parse(text.as_bytes(), "a.md").unwrap()
}

fn of(post: &Post) -> String {
    String::from_utf8(post.as_bytes().to_vec()).unwrap()
}

/// The words of a text that one side alone wrote.
fn new_words<'a>(text: &'a str, who: &str) -> Vec<&'a str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.starts_with(who)).collect()
}

#[test]
fn whatever_each_side_wrote_is_in_the_text_or_in_the_question() {
    let mut random = Random(7);
    let mut clean = 0;
    for round in 0..450 {
        let base = Draft::new(&mut random);
        let (mine, theirs) = (base.edited("mine", &mut random), base.edited("theirs", &mut random));
        let [base, mine, theirs] = [base, mine, theirs].map(|draft| draft.text(round % 3));
        let joined = posts(&parsed(&base), &parsed(&mine), &parsed(&theirs));
        let about = || format!("--- base\n{base}\n--- mine\n{mine}\n--- theirs\n{theirs}\n--- {:?}", joined.clashes());
        assert!(joined.clashes().iter().all(|clash| clash.part != Part::Whole), "{}", about());
        clean += usize::from(joined.clashes().is_empty());

        let with_mine = of(&joined.settled(&[]).unwrap());
        for word in new_words(&mine, "mine") {
            assert!(with_mine.contains(word), "{word} is lost\n{with_mine}\n{}", about());
        }
        for word in new_words(&theirs, "theirs") {
            let asked = joined.clashes().iter().any(|clash| clash.theirs.as_ref().is_some_and(|it| it.contains(word)));
            assert!(with_mine.contains(word) || asked, "{word} is lost\n{with_mine}\n{}", about());
        }
        let all_theirs = vec![Choice::Theirs; joined.clashes().len()];
        let with_theirs = of(&joined.settled(&all_theirs).unwrap());
        for word in new_words(&theirs, "theirs") {
            assert!(with_theirs.contains(word), "{word} is lost\n{with_theirs}\n{}", about());
        }
        let both: Vec<Choice> =
            joined.clashes().iter().map(|clash| if clash.both { Choice::Both } else { Choice::Mine }).collect();
        let with_both = of(&joined.settled(&both).unwrap());
        let unasked: Vec<&str> =
            joined.clashes().iter().filter(|clash| !clash.both).filter_map(|clash| clash.theirs.as_deref()).collect();
        for (word, who) in new_words(&mine, "mine")
            .iter()
            .map(|word| (word, "mine"))
            .chain(new_words(&theirs, "theirs").iter().map(|word| (word, "theirs")))
        {
            let left_out = who == "theirs" && unasked.iter().any(|text| text.contains(word));
            assert!(left_out || with_both.contains(*word), "{word} is lost\n{with_both}\n{}", about());
        }
        for text in [&with_mine, &with_theirs, &with_both] {
            assert!(!text.contains("<<<<<<<") && !text.contains("======="), "{text}");
            assert_eq!(of(&parsed(text)), *text);
            assert!(parsed(text).details().problem.is_none(), "{text}");
        }
    }
    assert!((60..400).contains(&clean), "{clean} went together");
}

#[test]
fn mine_has_its_own_line_ends_and_mark_and_end_whatever_theirs_has() {
    let mut random = Random(11);
    for round in 0..120 {
        let base = Draft::new(&mut random);
        let (mine, theirs) = (base.edited("mine", &mut random), base.edited("theirs", &mut random));
        let [base, mine, theirs] = [base, mine, theirs].map(|draft| draft.text(round % 3));
        let plain = posts(&parsed(&base), &parsed(&mine), &parsed(&theirs));
        let windows = |text: &str| format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n"));
        let mixed = posts(&parsed(&base), &parsed(&windows(&mine)), &parsed(&theirs));
        assert_eq!(plain.clashes().len(), mixed.clashes().len());
        for choice in [Choice::Mine, Choice::Theirs] {
            let choices = vec![choice; plain.clashes().len()];
            let text = of(&mixed.settled(&choices).unwrap());
            assert_eq!(text, windows(&of(&plain.settled(&choices).unwrap())), "{mine:?}\n{theirs:?}");
        }
    }
}

#[test]
fn one_sided_changes_come_over_byte_by_byte() {
    let mut random = Random(3);
    for round in 0..90 {
        let base = Draft::new(&mut random);
        let changed = base.edited("mine", &mut random).text(round % 3);
        let base = base.text(round % 3);
        for (mine, theirs) in [(&changed, &base), (&base, &changed), (&changed, &changed)] {
            let joined = posts(&parsed(&base), &parsed(mine), &parsed(theirs));
            assert_eq!(of(&joined.clean().unwrap()), changed);
        }
    }
}
