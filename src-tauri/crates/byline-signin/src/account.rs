//! Whose token it is.

use crate::web::As;
use crate::{Forge, Hidden, Web};

/// What the forge calls the account that a token belongs to; nothing where it does not say, which harms nothing.
pub fn account(web: &Web, forge: &Forge, access: &Hidden) -> Option<String> {
    let answer = web.get(&forge.account_page()?, As::Bearer(access)).ok()?;
    let told = answer.json().filter(|_| answer.status == 200)?;
    let name = ["login", "username"].iter().find_map(|key| told.get(key)?.as_str())?;
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(80).collect();
    (!name.is_empty()).then_some(name)
}
