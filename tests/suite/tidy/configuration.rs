//! What the page may do, as `tauri.conf.json` says it.

use serde_json::Value;

use super::checkout::text;

fn configuration() -> Value {
    serde_json::from_str(&text("tauri.conf.json")).unwrap()
}

/// The sources that a directive of the policy allows; the policy may be one string or an object.
fn allowed(policy: &Value, directive: &str) -> Option<Vec<String>> {
    let words = match policy {
        Value::String(policy) => {
            policy.split(';').find_map(|part| part.trim().strip_prefix(directive)?.strip_prefix(' '))?.to_owned()
        }
        Value::Object(policy) => match policy.get(directive)? {
            Value::String(words) => words.clone(),
            Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            _ => return None,
        },
        _ => return None,
    };
    Some(words.split_whitespace().map(str::to_owned).collect())
}

#[test]
fn nothing_from_outside_runs_in_the_page() {
    let configuration = configuration();
    let policy = &configuration["app"]["security"]["csp"];
    assert!(!policy.is_null(), "the page has no content security policy");
    let scripts = allowed(policy, "script-src")
        .or_else(|| allowed(policy, "default-src"))
        .expect("the policy says nothing of scripts");
    for source in &scripts {
        assert!(
            ["'self'", "'none'"].contains(&source.as_str()),
            "scripts may come from the program itself only, not from {source}"
        );
    }
    for directive in ["default-src", "object-src", "base-uri", "form-action"] {
        let sources = allowed(policy, directive).unwrap_or_else(|| panic!("the policy says nothing of {directive}"));
        for source in &sources {
            assert!(["'self'", "'none'"].contains(&source.as_str()), "{directive} allows {source}");
        }
    }
    for directive in ["img-src", "connect-src", "style-src", "font-src", "frame-src"] {
        for source in allowed(policy, directive).unwrap_or_default() {
            assert!(
                !["*", "http:", "https:", "'unsafe-eval'", "filesystem:"].contains(&source.as_str()),
                "{directive} allows {source}"
            );
        }
    }
}

#[test]
fn a_stricter_policy_is_not_loosened_for_scripts() {
    let configuration = configuration();
    let loosened = &configuration["app"]["security"]["dangerousDisableAssetCspModification"];
    let fine = match loosened {
        Value::Null | Value::Bool(false) => true,
        Value::Array(directives) => directives.iter().all(|directive| directive == "style-src"),
        _ => false,
    };
    assert!(fine, "only style-src may be loosened, not {loosened}");
}

#[test]
fn the_page_reaches_the_program_through_its_bindings_only() {
    let configuration = configuration();
    let global = &configuration["app"]["withGlobalTauri"];
    assert!(global.is_null() || global == false, "withGlobalTauri gives every script the program's powers");
    let assets = &configuration["app"]["security"]["assetProtocol"]["enable"];
    assert!(assets.is_null() || assets == false, "the asset protocol shows any file; pictures have their own");
}

#[test]
fn the_page_has_the_powers_that_were_approved() {
    let configuration = configuration();
    let approved: Value = serde_json::from_str(include_str!("capabilities.json")).unwrap();
    assert_eq!(
        configuration["app"]["security"]["capabilities"], approved,
        "a power was added or removed: think it over, then change capabilities.json beside this test"
    );
}

#[test]
fn the_list_of_commands_stays_short() {
    let bindings = text("ui/src/ipc/bindings.ts");
    let commands =
        bindings.split("export const commands = {").nth(1).and_then(|rest| rest.split("\n};").next()).unwrap();
    let count = commands.matches("__TAURI_INVOKE(").count();
    assert!((1..=110).contains(&count), "{count} commands, 110 at most");
}

#[test]
fn the_development_server_is_where_the_program_looks() {
    let configuration = configuration();
    let address = configuration["build"]["devUrl"].as_str().unwrap();
    let port = address.rsplit(':').next().unwrap().trim_end_matches('/');
    assert!(text("ui/vite.config.ts").contains(port), "the page's configuration does not name port {port}");
}
