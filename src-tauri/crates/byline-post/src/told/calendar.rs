//! The names of months and weekdays in the languages that dates are typed in.

/// A language of month names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Dutch,
}

struct Names {
    language: Language,
    months: [&'static str; 12],
    short_months: [&'static str; 12],
    /// From Monday.
    days: [&'static str; 7],
    short_days: [&'static str; 7],
}

const NAMES: [Names; 6] = [
    Names {
        language: Language::English,
        months: [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        short_months: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        short_days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    },
    Names {
        language: Language::German,
        months: [
            "januar",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ],
        short_months: ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"],
        days: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
        short_days: ["mo", "di", "mi", "do", "fr", "sa", "so"],
    },
    Names {
        language: Language::French,
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        short_months: ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"],
        days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        short_days: ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"],
    },
    Names {
        language: Language::Spanish,
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        short_months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
        days: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        short_days: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    },
    Names {
        language: Language::Italian,
        months: [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        short_months: ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
        days: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
        short_days: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
    },
    Names {
        language: Language::Dutch,
        months: [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        short_months: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
        days: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
        short_days: ["ma", "di", "wo", "do", "vr", "za", "zo"],
    },
];

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) language: Language,
    pub(crate) short: bool,
    /// From 0.
    pub(crate) index: usize,
}

/// The month that a word names, once for each language that has it; English first.
pub(crate) fn months(word: &str) -> Vec<Name> {
    named(word, |names| (&names.months, &names.short_months))
}

/// The weekday that a word names, as for [`months`].
pub(crate) fn weekdays(word: &str) -> Vec<Name> {
    named(word, |names| (&names.days, &names.short_days))
}

fn named(word: &str, of: impl Fn(&'static Names) -> (&'static [&'static str], &'static [&'static str])) -> Vec<Name> {
    let word = word.to_lowercase();
    let word = if word == "sept" { "sep" } else { &word };
    NAMES
        .iter()
        .filter_map(|names| {
            let (long, short) = of(names);
            let full = long.iter().position(|name| *name == word);
            let found =
                full.or_else(|| short.iter().position(|name| *name == word || (*name == "sept" && word == "sep")));
            found.map(|index| Name { language: names.language, short: full.is_none(), index })
        })
        .collect()
}

/// The name of another month, written as `like`: same language, same length, same case.
pub(crate) fn month_like(name: Name, like: &str, month: usize) -> String {
    written(name, like, month, |names| (&names.months, &names.short_months))
}

/// The name of another weekday, as for [`month_like`].
pub(crate) fn weekday_like(name: Name, like: &str, day: usize) -> String {
    written(name, like, day, |names| (&names.days, &names.short_days))
}

fn written(
    name: Name,
    like: &str,
    index: usize,
    of: impl Fn(&'static Names) -> (&'static [&'static str], &'static [&'static str]),
) -> String {
    let names = NAMES.iter().find(|names| names.language == name.language).unwrap_or(&NAMES[0]);
    let (long, short) = of(names);
    let word = if name.short { short } else { long }.get(index).copied().unwrap_or_default();
    let mut letters = like.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    if capital && letters.clone().next().is_some() && letters.all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut rest = word.chars();
    match rest.next() {
        Some(first) if capital => first.to_uppercase().chain(rest).collect(),
        _ => word.to_owned(),
    }
}
