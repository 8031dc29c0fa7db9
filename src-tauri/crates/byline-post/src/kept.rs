//! A new value in the kind that the field has: what is in quotes stays in quotes, one string of tags stays one string.

use crate::details::Value;
use crate::front::Held;

/// The value as the field holds its like. `raw`: the old value as written.
pub(crate) fn in_kind(name: &str, old: Option<&Held>, raw: &str, value: Value) -> Value {
    let Some(old) = old else { return value };
    match (old, value) {
        (Held::Plain(before), Value::Text(words)) if is_number(before) && is_number(&words) => Value::Number(words),
        (Held::Text(_), Value::Number(number)) if is_quoted(raw) => Value::Text(number),
        (Held::Bool(_), Value::Text(words)) => match truth(&words) {
            Some(yes) => Value::Bool(yes),
            None => Value::Text(words),
        },
        (Held::Text(before), Value::Bool(yes)) if is_quoted(raw) && truth(before).is_some() => {
            Value::Text(yes.to_string())
        }
        (Held::Text(before), Value::List(list)) => match one_text(name, before, &list) {
            Some(words) => Value::Text(words),
            None => Value::List(list),
        },
        (Held::List(_), Value::Text(words)) => Value::List(at_commas(&words)),
        // A text of several lines ends its last line where it did before.
        (Held::Text(before), Value::Text(words))
            if before.trim_end_matches('\n').contains('\n')
                && before.ends_with('\n')
                && !words.ends_with('\n')
                && !words.is_empty() =>
        {
            Value::Text(words + "\n")
        }
        (_, value) => value,
    }
}

/// The parts between commas, without what is empty.
pub(crate) fn at_commas(words: &str) -> Vec<String> {
    words.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The items of a list that a field holds in one text.
pub(crate) fn items_of(name: &str, words: &str) -> Vec<String> {
    if words.contains(',') {
        return at_commas(words);
    }
    if is_split_at_spaces(name) {
        return words.split_whitespace().map(str::to_owned).collect();
    }
    Some(words.trim().to_owned()).filter(|words| !words.is_empty()).into_iter().collect()
}

/// Jekyll takes a text of tags or categories apart at its spaces.
fn is_split_at_spaces(name: &str) -> bool {
    matches!(name.rsplit('.').next(), Some("tags" | "categories"))
}

/// A list in one text, if the old one was one and the items allow it.
fn one_text(name: &str, before: &str, list: &[String]) -> Option<String> {
    if list.is_empty() || before.trim().is_empty() {
        return None;
    }
    let joined = match list {
        [one] if !is_split_at_spaces(name) => one.clone(),
        _ if before.contains(',') && list.len() > 1 => list.join(", "),
        _ if is_split_at_spaces(name) => list.join(" "),
        _ => return None,
    };
    (items_of(name, &joined) == list).then_some(joined)
}

fn is_quoted(raw: &str) -> bool {
    raw.trim_start().starts_with(['"', '\''])
}

/// A whole or decimal number as every format writes it.
pub(crate) fn is_number(words: &str) -> bool {
    let digits = words.strip_prefix(['-', '+']).unwrap_or(words);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a word says that means yes or no.
pub(crate) fn truth(words: &str) -> Option<bool> {
    match words.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// Yes or no in the word that stood there: `no` becomes `yes`, `True` becomes `False`.
pub(crate) fn truth_like(old: &str, yes: bool) -> String {
    let word = match old.trim().to_ascii_lowercase().as_str() {
        "yes" | "no" => ["no", "yes"][usize::from(yes)],
        "on" | "off" => ["off", "on"][usize::from(yes)],
        _ => ["false", "true"][usize::from(yes)],
    };
    let mut letters = old.trim().chars().filter(|letter| letter.is_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_uppercase() => word.to_uppercase(),
        (Some(first), _) if first.is_uppercase() => word[..1].to_uppercase() + &word[1..],
        _ => word.to_owned(),
    }
}
