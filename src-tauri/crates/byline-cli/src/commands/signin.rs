use std::io::BufRead;

use byline_desk::api::{SignInAt, SignInBegun};
use byline_desk::words::say;
use byline_desk::{DeskError, SignInTrouble, Site, Surroundings};
use serde_json::json;

use crate::shown::{self, Done, Shown};

/// Far longer than any access key, in bytes.
const LONGEST: u64 = 64 * 1024;

/// Signs in: with a key from standard input, if there is a name (or an empty one) to go with it, else with the browser.
pub(crate) fn sign_in(site: &Site, around: &Surroundings, key_for: Option<&str>) -> Done {
    let at = server(site)?;
    let signed_in = match key_for {
        Some(name) => {
            let mut key = String::new();
            // Never as an argument: those are there for every program to see.
            let mut input = std::io::Read::take(std::io::stdin().lock(), LONGEST);
            input.read_line(&mut key).map_err(|error| DeskError::disk("-", error))?;
            around.sign_in.paste_key(&at.url, name, &key, true)
        }
        None => around.sign_in.by_browser(&at.url, &show),
    };
    let signed_in = signed_in.map_err(byline_desk::api::Problem::from)?;
    Ok(Shown::new(json!(signed_in), signed_in.message))
}

pub(crate) fn sign_out(site: &Site, around: &Surroundings) -> Done {
    let at = server(site)?;
    around.sign_in.sign_out(&at.url).map_err(byline_desk::api::Problem::from)?;
    Ok(Shown::new(json!({ "host": at.host }), say("signin.cli.out", &[("host", &at.host)])))
}

/// What the person has to do, beside the one object on standard output.
fn show(begun: &SignInBegun) {
    let address = begun.address.as_deref().unwrap_or_default();
    let text = match &begun.code {
        Some(code) => say("signin.cli.code", &[("address", address), ("code", code)]),
        None => say("signin.cli.open", &[("address", address)]),
    };
    // Who cannot see it is told by the end of the waiting.
    let _ = shown::err(&text);
}

fn server(site: &Site) -> Result<SignInAt, byline_desk::api::Problem> {
    site.sign_in_at().ok_or_else(|| SignInTrouble::NotAPlace(byline_desk::NotAPlace).into())
}
