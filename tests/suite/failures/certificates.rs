//! Connections that are not to be trusted, each told apart from the others.

use byline_testkit::{Authority, Certificate};
use jiff::Zoned;

use super::row::Row;

/// A site behind a certificate of a company's authority, and the authority's own file.
fn row(certificate: Certificate) -> (Row, Authority) {
    let folder = tempfile::tempdir().unwrap().keep();
    let authority = Authority::new(&folder);
    let row = Row::over(|serving| serving.signed_by(&authority, certificate));
    (row, authority)
}

fn today() -> String {
    Zoned::now().strftime("%-d %B %Y").to_string()
}

#[test]
fn a_companys_own_certificate_has_to_be_installed_and_then_it_goes_out() {
    let (row, authority) = row(Certificate::Good);
    row.waits("certificate", &[]);
    row.goes_out_with(&[("SSL_CERT_FILE", authority.file().as_os_str())]);
}

#[test]
fn a_certificate_that_is_out_of_its_time_speaks_of_the_clock() {
    for certificate in [Certificate::Expired, Certificate::NotYetValid] {
        let (row, authority) = row(certificate);
        let file = authority.file();
        row.waits_with(&[("SSL_CERT_FILE", file.as_os_str())], "clock", &[("today", &today())]);
        // Also where nobody here knows the authority: the time comes first, since it is what a person can see.
        row.waits("clock", &[("today", &today())]);
    }
}

#[test]
fn a_certificate_of_another_server_is_told_apart() {
    let (row, authority) = row(Certificate::OtherHost);
    row.waits_with(&[("SSL_CERT_FILE", authority.file().as_os_str())], "other-host", &[]);
}

#[test]
fn a_state_on_the_server_that_is_dated_in_the_future_holds_nothing_up() {
    let row = Row::new();
    let place = row.seat.world.server();
    let tree = byline_testkit::git(place, &["rev-parse", "main^{tree}"]);
    let commit = byline_testkit::program("git")
        .args(["-C", place.to_str().unwrap(), "commit-tree", "-m", "Later", "-p", "main", tree.trim()])
        .env("GIT_AUTHOR_DATE", "@2209000000 +0000")
        .env("GIT_COMMITTER_DATE", "@2209000000 +0000")
        .output()
        .unwrap();
    let commit = String::from_utf8(commit.stdout).unwrap();
    byline_testkit::git(place, &["update-ref", "refs/heads/main", commit.trim()]);
    row.is_published();
}
