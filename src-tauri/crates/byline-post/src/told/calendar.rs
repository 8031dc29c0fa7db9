//! The names of months and weekdays in the languages that dates are typed in.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A language of month names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Italian,
    Dutch,
    Swedish,
    Danish,
    Norwegian,
    Finnish,
    Polish,
    Czech,
    Russian,
}

/// The names of a language, in order and in small letters, as they stand in a date; short ones without their full stop.
struct Names {
    language: Language,
    months: &'static str,
    short_months: &'static str,
    /// From Monday.
    days: &'static str,
    short_days: &'static str,
}

const NAMES: &[Names] = &[
    Names {
        language: Language::English,
        months: "january february march april may june july august september october november december",
        short_months: "jan feb mar apr may jun jul aug sep oct nov dec",
        days: "monday tuesday wednesday thursday friday saturday sunday",
        short_days: "mon tue wed thu fri sat sun",
    },
    Names {
        language: Language::German,
        months: "januar februar märz april mai juni juli august september oktober november dezember",
        short_months: "jan feb mär apr mai jun jul aug sep okt nov dez",
        days: "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        short_days: "mo di mi do fr sa so",
    },
    Names {
        language: Language::French,
        months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        short_months: "janv févr mars avr mai juin juil août sept oct nov déc",
        days: "lundi mardi mercredi jeudi vendredi samedi dimanche",
        short_days: "lun mar mer jeu ven sam dim",
    },
    Names {
        language: Language::Spanish,
        months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        short_months: "ene feb mar abr may jun jul ago sep oct nov dic",
        days: "lunes martes miércoles jueves viernes sábado domingo",
        short_days: "lun mar mié jue vie sáb dom",
    },
    Names {
        language: Language::Portuguese,
        months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        short_months: "jan fev mar abr mai jun jul ago set out nov dez",
        days: "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        short_days: "seg ter qua qui sex sáb dom",
    },
    Names {
        language: Language::Italian,
        months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        short_months: "gen feb mar apr mag giu lug ago set ott nov dic",
        days: "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        short_days: "lun mar mer gio ven sab dom",
    },
    Names {
        language: Language::Dutch,
        months: "januari februari maart april mei juni juli augustus september oktober november december",
        short_months: "jan feb mrt apr mei jun jul aug sep okt nov dec",
        days: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        short_days: "ma di wo do vr za zo",
    },
    Names {
        language: Language::Swedish,
        months: "januari februari mars april maj juni juli augusti september oktober november december",
        short_months: "jan feb mar apr maj jun jul aug sep okt nov dec",
        days: "måndag tisdag onsdag torsdag fredag lördag söndag",
        short_days: "mån tis ons tor fre lör sön",
    },
    Names {
        language: Language::Danish,
        months: "januar februar marts april maj juni juli august september oktober november december",
        short_months: "jan feb mar apr maj jun jul aug sep okt nov dec",
        days: "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        short_days: "man tir ons tor fre lør søn",
    },
    Names {
        language: Language::Norwegian,
        months: "januar februar mars april mai juni juli august september oktober november desember",
        short_months: "jan feb mar apr mai jun jul aug sep okt nov des",
        days: "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        short_days: "man tir ons tor fre lør søn",
    },
    Names {
        language: Language::Finnish,
        months: "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta \
                 lokakuuta marraskuuta joulukuuta",
        short_months: "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
        days: "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
        short_days: "ma ti ke to pe la su",
    },
    Names {
        language: Language::Polish,
        months: "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        short_months: "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        days: "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        short_days: "pon wt śr czw pt sob niedz",
    },
    Names {
        language: Language::Czech,
        months: "ledna února března dubna května června července srpna září října listopadu prosince",
        short_months: "led úno bře dub kvě čvn čvc srp zář říj lis pro",
        days: "pondělí úterý středa čtvrtek pátek sobota neděle",
        short_days: "po út st čt pá so ne",
    },
    Names {
        language: Language::Russian,
        months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        short_months: "янв фев мар апр мая июн июл авг сен окт ноя дек",
        days: "понедельник вторник среда четверг пятница суббота воскресенье",
        short_days: "пн вт ср чт пт сб вс",
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

type Of = fn(&'static Names) -> (&'static str, &'static str);

const MONTHS: Of = |names| (names.months, names.short_months);
const DAYS: Of = |names| (names.days, names.short_days);

/// Names by how they are spelled in small letters: every word near the top of a post is asked about.
type Known = HashMap<&'static str, Vec<Name>>;

static KNOWN_MONTHS: LazyLock<Known> = LazyLock::new(|| known(MONTHS));
static KNOWN_DAYS: LazyLock<Known> = LazyLock::new(|| known(DAYS));

/// The month that a word names, once for each language that has it; English first.
pub(crate) fn months(word: &str) -> &'static [Name] {
    named(word, &KNOWN_MONTHS)
}

/// The weekday that a word names, as for [`months`].
pub(crate) fn weekdays(word: &str) -> &'static [Name] {
    named(word, &KNOWN_DAYS)
}

fn known(of: Of) -> Known {
    let mut known = Known::new();
    for names in NAMES {
        let (long, short) = of(names);
        for (words, short) in [(long, false), (short, true)] {
            for (index, word) in words.split_whitespace().enumerate() {
                let found = known.entry(usual_spelling(word)).or_default();
                if !found.iter().any(|name| name.language == names.language) {
                    found.push(Name { language: names.language, short, index });
                }
            }
        }
    }
    known
}

fn named(word: &str, known: &'static Known) -> &'static [Name] {
    known.get(usual_spelling(&word.to_lowercase())).map_or(&[], Vec::as_slice)
}

/// Other spellings of the same short name.
fn usual_spelling(word: &str) -> &str {
    match word {
        "sept" | "sett" => "sep",
        "mrz" => "mär",
        "febr" => "feb",
        other => other,
    }
}

/// The name of another month, written as `like`: same language, same length, same case.
pub(crate) fn month_like(name: Name, like: &str, month: usize) -> String {
    written(name, like, month, MONTHS)
}

/// The name of another weekday, as for [`month_like`].
pub(crate) fn weekday_like(name: Name, like: &str, day: usize) -> String {
    written(name, like, day, DAYS)
}

fn written(name: Name, like: &str, index: usize, of: Of) -> String {
    let names = NAMES.iter().find(|names| names.language == name.language).unwrap_or(&NAMES[0]);
    let (long, short) = of(names);
    let word = if name.short { short } else { long }.split_whitespace().nth(index).unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_its_names() {
        for names in NAMES {
            for (words, count) in [(names.months, 12), (names.short_months, 12), (names.days, 7), (names.short_days, 7)]
            {
                assert_eq!(words.split_whitespace().count(), count, "{:?}", names.language);
                assert_eq!(words.to_lowercase(), words, "{:?}", names.language);
            }
        }
    }
}
