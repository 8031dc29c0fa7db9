//! Which forge a place is, asked of the server itself by the addresses that each forge documents.

use serde_json::Value;

use crate::web::As;
use crate::{Clients, Forge, Kind, KnownForge, Means, Place, Web};

/// What the server at a place is and offers: by its name where that is known, else as the administrator says, else by two
/// short questions. A server that answers neither counts as one that only wants a name and a key.
pub fn ask_server(web: &Web, place: &Place, clients: &Clients) -> Forge {
    if let Some(kind) = clients.kind(place).or_else(|| KnownForge::kind(place)) {
        return Forge::usual(place, kind, clients);
    }
    let json = |path: &str| {
        let answer = web.get(&format!("{}{path}", place.origin()), As::Nobody).ok()?;
        (answer.status == 200).then(|| answer.json()).flatten()
    };
    if let Some(told) = json("/.well-known/openid-configuration")
        && let Some(forge) = from_discovery(place, &told, clients)
    {
        return forge;
    }
    // docs.github.com/en/enterprise-server/rest/meta
    if json("/api/v3/meta").is_some_and(|told| told.get("installed_version").is_some()) {
        return Forge::usual(place, Kind::GitHub, clients);
    }
    if json("/api/v1/version").is_some_and(|told| told.get("version").is_some_and(Value::is_string)) {
        return Forge::usual(place, Kind::Forgejo, clients);
    }
    Forge::usual(place, Kind::Other, clients)
}

/// What a server's configuration for `OpenID` tells. Addresses at any other place are not believed: the token would go there.
fn from_discovery(place: &Place, told: &Value, clients: &Clients) -> Option<Forge> {
    let page = |name: &str| {
        let url = told.get(name)?.as_str()?;
        place.holds(url).then(|| url.to_owned())
    };
    let path = |url: &str| url.strip_prefix(&place.origin()).map(str::to_owned);
    let authorize = page("authorization_endpoint")?;
    let kind = match path(&authorize)?.as_str() {
        "/oauth/authorize" => Kind::GitLab,
        "/login/oauth/authorize" => Kind::Forgejo,
        _ => return None,
    };
    let mut forge = Forge::usual(place, kind, clients);
    if kind == Kind::GitLab {
        // A GitLab that tells all its addresses and not this one is older than its device flow.
        let device = page("device_authorization_endpoint");
        forge.means.retain(|means| device.is_some() || matches!(means, Means::Code { .. }));
    }
    Some(forge)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_server_is_known_by_its_addresses_and_only_its_own_count() {
        let place = Place::of("https://git.example.org").unwrap();
        let clients = Clients::default();
        let kind = |told: &Value| from_discovery(&place, told, &clients).map(|forge| (forge.kind, forge.means.len()));
        let gitlab = "https://git.example.org/oauth/authorize";
        assert_eq!(kind(&json!({ "authorization_endpoint": gitlab })), Some((Kind::GitLab, 1)));
        let device = "https://git.example.org/oauth/authorize_device";
        let both = json!({ "authorization_endpoint": gitlab, "device_authorization_endpoint": device });
        assert_eq!(kind(&both), Some((Kind::GitLab, 2)));
        let forgejo = json!({ "authorization_endpoint": "https://git.example.org/login/oauth/authorize" });
        assert_eq!(kind(&forgejo), Some((Kind::Forgejo, 1)));
        assert_eq!(kind(&json!({ "authorization_endpoint": "https://evil.org/oauth/authorize" })), None);
        assert_eq!(kind(&json!({ "authorization_endpoint": "https://git.example.org/other" })), None);
        assert_eq!(kind(&json!([])), None);
    }
}
