//! Every written form, read and written again.

use super::*;

fn check(text: &str, expect: &str, range: &str, moved: &str) {
    let found = first_in(text).unwrap_or_else(|| panic!("no date in {text:?}"));
    assert_eq!(found.date.to_string(), expect, "{text:?}");
    assert_eq!(&text[found.range.clone()], range, "{text:?}");
    assert_eq!(found.rewrite(text, Date::constant(2018, 3, 2)), moved, "{text:?}");
}

#[test]
fn written_forms_are_read_and_kept() {
    check("August 24, 2017", "2017-08-24", "August 24, 2017", "March 2, 2018");
    check("on AUGUST 24th 2017!", "2017-08-24", "AUGUST 24th 2017", "on MARCH 2nd 2018!");
    check("24 August 2017", "2017-08-24", "24 August 2017", "2 March 2018");
    check("24th of August, 2017", "2017-08-24", "24th of August, 2017", "2nd of March, 2018");
    check("24 Aug 2017", "2017-08-24", "24 Aug 2017", "2 Mar 2018");
    check("04 Sept. 2017", "2017-09-04", "04 Sept. 2017", "02 Mar. 2018");
    check("Thursday, August 24, 2017", "2017-08-24", "Thursday, August 24, 2017", "Friday, March 2, 2018");
    check("2017-08-24T10:00:00Z", "2017-08-24", "2017-08-24", "2018-03-02T10:00:00Z");
    check("2017/8/24 10:00", "2017-08-24", "2017/8/24", "2018/3/2 10:00");
    check("24.08.2017", "2017-08-24", "24.08.2017", "02.03.2018");
    // Where the form would not say which is the month, it is given up.
    check("24/08/2017", "2017-08-24", "24/08/2017", "2018-03-02");
    check("on 8/24/2017!", "2017-08-24", "8/24/2017", "on 2018-03-02!");
    check("Donnerstag, 24. August 2017", "2017-08-24", "Donnerstag, 24. August 2017", "Freitag, 2. März 2018");
    check("le 1er août 2017", "2017-08-01", "1er août 2017", "le 2 mars 2018");
    check("24 de agosto de 2017", "2017-08-24", "24 de agosto de 2017", "2 de marzo de 2018");
    check("24 agosto 2017", "2017-08-24", "24 agosto 2017", "2 marzo 2018");
    check("24 augustus 2017", "2017-08-24", "24 augustus 2017", "2 maart 2018");
}

#[test]
fn dates_are_read_in_many_languages() {
    // (as written, and how 2 March 2018 is written in the same form)
    for (text, moved) in [
        ("March 3rd, 2024", "March 2nd, 2018"),
        ("Mar 3, 2024", "Mar 2, 2018"),
        ("3-Mar-2024", "2-Mar-2018"),
        ("Sunday 3 March 2024", "Friday 2 March 2018"),
        ("2024 March 3", "2018 March 2"),
        ("3. März 2024", "2. März 2018"),
        ("Sonntag, den 3. März 2024", "Freitag, den 2. März 2018"),
        ("So., 3. Mär. 2024", "Fr., 2. Mär. 2018"),
        ("dimanche 3 mars 2024", "vendredi 2 mars 2018"),
        ("3 de marzo de 2024", "2 de marzo de 2018"),
        ("domingo, 3 de marzo del 2024", "viernes, 2 de marzo del 2018"),
        ("3 de março de 2024", "2 de março de 2018"),
        ("terça-feira, 5 de março de 2024", "sexta-feira, 2 de março de 2018"),
        ("domenica 3 marzo 2024", "venerdì 2 marzo 2018"),
        ("3 maart 2024", "2 maart 2018"),
        ("söndag 3 mars 2024", "fredag 2 mars 2018"),
        ("søndag den 3. marts 2024", "fredag den 2. marts 2018"),
        ("3. desember 2024", "2. mars 2018"),
        ("3. maaliskuuta 2024", "2. maaliskuuta 2018"),
        ("3 marca 2024", "2 marca 2018"),
        ("3. března 2024", "2. března 2018"),
        ("3 марта 2024", "2 марта 2018"),
        ("2024年3月3日", "2018年3月2日"),
        ("2024年03月03日", "2018年03月02日"),
        ("2024년 3월 3일", "2018년 3월 2일"),
        ("3. 3. 2024", "2. 3. 2018"),
        ("03.03.2024", "02.03.2018"),
        ("2024/03/03", "2018/03/02"),
        ("2024.03.03", "2018.03.02"),
        ("Sun, 03 Mar 2024", "Fri, 02 Mar 2018"),
    ] {
        let found = first_in(text).unwrap_or_else(|| panic!("no date in {text:?}"));
        assert_eq!(found.date.year(), 2024, "{text}");
        assert!(found.or.is_none(), "{text}");
        assert_eq!(found.range, 0..text.len(), "{text}");
        assert_eq!(found.rewrite(text, Date::constant(2018, 3, 2)), moved, "{text}");
    }
    for text in ["3 марта 2024 г.", "3 marca 2024 r.", "1er mars 2024", "1º de março de 2024"] {
        assert_eq!(first_in(text).map(|found| found.range), Some(0..text.len()), "{text}");
    }
}

#[test]
fn what_may_be_day_or_month_is_a_guess_unless_something_settles_it() {
    let check = |text: &str, date: &str, or: Option<&str>| {
        let found = first_in(text).unwrap();
        assert_eq!(
            (found.date.to_string().as_str(), found.or.map(|or| or.to_string()).as_deref()),
            (date, or),
            "{text}"
        );
    };
    check("03/04/2024", "2024-04-03", Some("2024-03-04"));
    check("3-4-2024", "2024-04-03", Some("2024-03-04"));
    check("03/03/2024", "2024-03-03", None);
    check("13/04/2024", "2024-04-13", None);
    check("04/13/2024", "2024-04-13", None);
    check("03.04.2024", "2024-04-03", None);
    check("Wednesday, 03/04/2024", "2024-04-03", None);
    check("Monday, 03/04/2024", "2024-03-04", None);
    // A new day is written so that there is nothing to guess.
    let moved = |text: &str| first_in(text).unwrap().rewrite(text, Date::constant(2024, 5, 6));
    assert_eq!(moved("on 03/04/2024"), "on 2024-05-06");
    assert_eq!(moved("Monday, 03/04/2024"), "Monday, 05/06/2024");
}

#[test]
fn a_time_of_day_goes_with_its_date() {
    for text in [
        "March 3, 2024 at 10:15 AM",
        "3. März 2024, 14:30 Uhr",
        "2024-03-03T10:15:00Z",
        "2024-03-03 10:15:00 +0200",
        "3 mars 2024 à 14h30",
        "3 maart 2024 om 14:30 uur",
        "3 March 2024, 9:05pm",
    ] {
        let found = first_in(text).unwrap();
        assert_eq!(found.end_of_time(text), text.len(), "{text}");
    }
    let text = "March 3, 2024 10 people came";
    assert_eq!(first_in(text).unwrap().end_of_time(text), 13);
}

#[test]
fn other_numbers_are_no_dates() {
    for text in [
        "",
        "14th August",
        "August 2017",
        "31 February 2017",
        "2017-13-01",
        "1.2.3",
        "555-2017-08-24",
        "24 apples 2017",
        "version 24.08.17",
        "20,000 registrants",
        "99/99/2017",
        "May 5 people 2017",
    ] {
        assert!(first_in(text).is_none(), "{text:?}");
    }
}

#[test]
fn any_date_survives_a_rewrite() {
    let mut random = crate::random::Random::new(3);
    for form in ["August 24th, 2017", "Thu 24 Aug 2017", "24. August 2017", "2017-08-24", "1er août 2017", "24/08/2017"]
    {
        for _ in 0..200 {
            let days = i32::try_from(random.below(40_000)).unwrap();
            let date = Date::constant(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let text = first_in(form).unwrap().rewrite(form, date);
            assert_eq!(first_in(&text).map(|found| found.date), Some(date), "{text}");
        }
    }
}
