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
