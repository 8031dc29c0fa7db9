//! When a server's certificate is valid: the one thing that libgit2 does not tell of a certificate that it refused.

use std::ops::RangeInclusive;

/// A piece of DER (X.690): its kind, its content, and what comes after it.
struct Piece<'a> {
    kind: u8,
    content: &'a [u8],
    rest: &'a [u8],
}

const INTEGER: u8 = 0x02;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;

/// From when until when, in seconds since 1970-01-01 UTC. Nothing where the bytes are no certificate (RFC 5280, 4.1).
pub(crate) fn validity(certificate: &[u8]) -> Option<RangeInclusive<i64>> {
    let whole = expect(certificate, &[SEQUENCE])?;
    let mut at = expect(whole.content, &[SEQUENCE])?.content;
    let first = expect(at, &[VERSION, INTEGER])?;
    at = first.rest;
    if first.kind == VERSION {
        at = expect(at, &[INTEGER])?.rest;
    }
    let signature = expect(at, &[SEQUENCE])?;
    let issuer = expect(signature.rest, &[SEQUENCE])?;
    let validity = expect(issuer.rest, &[SEQUENCE])?;
    let from = expect(validity.content, &[UTC_TIME, GENERALIZED_TIME])?;
    let until = expect(from.rest, &[UTC_TIME, GENERALIZED_TIME])?;
    Some(seconds(&from)?..=seconds(&until)?)
}

fn expect<'a>(bytes: &'a [u8], kinds: &[u8]) -> Option<Piece<'a>> {
    let (&[kind, short], rest) = bytes.split_first_chunk()?;
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        0x81..=0x84 => {
            let (long, rest) = rest.split_at_checked(usize::from(short & 0x0f))?;
            (long.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    kinds.contains(&kind).then_some(Piece { kind, content, rest })
}

/// `YYMMDDHHMMSSZ`, the years from 1950 on, or `YYYYMMDDHHMMSSZ` (RFC 5280, 4.1.2.5).
fn seconds(time: &Piece<'_>) -> Option<i64> {
    let digits = time.content.strip_suffix(b"Z")?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (year, rest) = digits.split_at_checked(if time.kind == UTC_TIME { 2 } else { 4 })?;
    let number = |digits: &[u8]| digits.iter().fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'));
    let year = match (time.kind, number(year)) {
        (UTC_TIME, short @ 0..50) => 2000 + short,
        (UTC_TIME, short) => 1900 + short,
        (_, year) => year,
    };
    let parts: Vec<i64> = rest.chunks(2).map(number).collect();
    let &[month, day, hour, minute, second] = parts.as_slice() else { return None };
    Some(((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// Days since 1970-01-01 in the calendar that is in use today, counted in years that begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
        - 719_469
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(kind: u8, text: &str) -> Vec<u8> {
        [&[kind, u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
    }

    fn sequence(content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        if length < 0x80 {
            [&[SEQUENCE, length], content].concat()
        } else {
            [&[SEQUENCE, 0x81, length], content].concat()
        }
    }

    fn certificate(version: &[u8], from: &[u8], until: &[u8]) -> Vec<u8> {
        let name = sequence(&[0; 100]);
        let valid = sequence(&[from, until].concat());
        sequence(&sequence(&[version, &[INTEGER, 1, 7], &sequence(b""), &name, &valid, &sequence(b"")].concat()))
    }

    #[test]
    fn the_time_of_a_certificate_is_read() {
        let check = |from: &[u8], until: &[u8], expect: Option<RangeInclusive<i64>>| {
            for version in [&[VERSION, 3, INTEGER, 1, 2][..], &[]] {
                assert_eq!(validity(&certificate(version, from, until)), expect);
            }
        };
        let (early, late) = (time(UTC_TIME, "700101000000Z"), time(UTC_TIME, "000229120000Z"));
        check(&early, &late, Some(0..=951_825_600));
        let far = time(GENERALIZED_TIME, "20500101000000Z");
        check(&late, &far, Some(951_825_600..=2_524_608_000));
        check(&early, &time(UTC_TIME, "7001010000Z"), None);
        check(&early, &time(INTEGER, "1"), None);
    }

    #[test]
    fn bytes_that_are_no_certificate_say_nothing() {
        let whole = certificate(&[], &time(UTC_TIME, "700101000000Z"), &time(UTC_TIME, "700102000000Z"));
        for length in 0..whole.len() {
            assert_eq!(validity(&whole[..length]), None);
        }
        assert_eq!(validity(&[0xff; 40]), None);
        assert_eq!(validity(&[SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff, 0]), None);
    }
}
