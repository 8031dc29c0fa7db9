//! A session of the W3C WebDriver protocol: only the calls that these tests make.

use std::time::Duration;

use serde_json::{Value, json};
use ureq::http::Response;
use ureq::{Agent, Body};

/// The name under which the protocol hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An open session; the program ends with it.
pub(crate) struct Session {
    agent: Agent,
    address: String,
}

/// What stands for an element of the page in later calls.
#[derive(Clone)]
pub(crate) struct Element(String);

impl Session {
    /// Asks the driver at `driver` (an address) to start `application`.
    pub(crate) fn start(driver: &str, application: &str, arguments: &[String]) -> Result<Self, String> {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_mins(1)))
            .http_status_as_error(false)
            .build()
            .into();
        let wanted = json!({ "capabilities": { "alwaysMatch": { "tauri:options": {
            "application": application,
            "args": arguments,
        } } } });
        let answer = send(&agent, "POST", &format!("{driver}/session"), &wanted)?;
        let id = answer["sessionId"].as_str().ok_or("the driver gave no session")?;
        Ok(Self { address: format!("{driver}/session/{id}"), agent })
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        send(&self.agent, method, &format!("{}/{path}", self.address), body)
    }

    /// Runs the body of a function in the page and returns what it returns.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.call("POST", "execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// The same for a function that answers by calling its last argument.
    pub(crate) fn run_later(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.call("POST", "execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// The element that a script returns, if it returns one.
    pub(crate) fn find(&self, script: &str, arguments: &[Value]) -> Result<Option<Element>, String> {
        let found = self.run(script, arguments)?;
        Ok(found[ELEMENT].as_str().map(|id| Element(id.to_owned())))
    }

    /// Clicks in the middle of an element.
    pub(crate) fn click(&self, element: &Element) -> Result<(), String> {
        self.call("POST", &format!("element/{}/click", element.0), &json!({})).map(drop)
    }

    /// Puts the pointer in a corner, so that nothing is pointed at.
    pub(crate) fn point_away(&self) -> Result<(), String> {
        let away = json!([{"type": "pointerMove", "duration": 0, "x": 1, "y": 1}]);
        let mouse = json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": away }] });
        self.call("POST", "actions", &mouse).map(drop)
    }

    /// Clicks in the middle of an element with the other button.
    pub(crate) fn right_click(&self, element: &Element) -> Result<(), String> {
        let clicked = json!([
            {"type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": { ELEMENT: element.0 }},
            {"type": "pointerDown", "button": 2},
            {"type": "pointerUp", "button": 2},
        ]);
        let mouse = json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": clicked }] });
        self.call("POST", "actions", &mouse).map(drop)
    }

    /// Presses the keys of `text` one after the other, wherever the caret is. `+` joins keys of a chord in `chord`.
    pub(crate) fn type_text(&self, text: &str) -> Result<(), String> {
        let keys = text.chars().flat_map(|key| {
            let key = if key == '\n' { '\u{e007}' } else { key };
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        self.keys(keys.collect())
    }

    /// Types as a person does, with a pause of so many milliseconds after each key.
    pub(crate) fn type_in_pace(&self, text: &str, pause: u32) -> Result<(), String> {
        let keys = text.chars().flat_map(|key| {
            let rest = json!({"type": "pause", "duration": pause});
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key}), rest]
        });
        self.keys(keys.collect())
    }

    /// Holds all but the last of these keys while the last is pressed: `["Control", "v"]`.
    pub(crate) fn chord(&self, keys: &[&str]) -> Result<(), String> {
        let named: Vec<String> = keys.iter().map(|key| code(key)).collect();
        let down = named.iter().map(|key| json!({"type": "keyDown", "value": key}));
        let up = named.iter().rev().map(|key| json!({"type": "keyUp", "value": key}));
        self.keys(down.chain(up).collect())
    }

    #[allow(clippy::needless_pass_by_value)] // Built for this call.
    fn keys(&self, actions: Vec<Value>) -> Result<(), String> {
        let keyboard = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.call("POST", "actions", &keyboard).map(drop)
    }

    /// Gives the window this size.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<(), String> {
        self.call("POST", "window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// Ends the session, and the program with it.
    pub(crate) fn end(&self) {
        // A program that has ended already is as good.
        let _ = send(&self.agent, "DELETE", &self.address, &Value::Null);
    }
}

/// A key's name as the protocol writes it; a letter stands for itself.
fn code(key: &str) -> String {
    let code = match key {
        "Control" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Enter" => '\u{e007}',
        "Tab" => '\u{e004}',
        "Escape" => '\u{e00c}',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "Home" => '\u{e011}',
        "F7" => '\u{e037}',
        "End" => '\u{e010}',
        "ArrowUp" => '\u{e013}',
        "ArrowDown" => '\u{e015}',
        "ArrowLeft" => '\u{e012}',
        "ArrowRight" => '\u{e014}',
        "F6" => '\u{e036}',
        "F10" => '\u{e03a}',
        letter => return letter.to_owned(),
    };
    code.to_string()
}

fn send(agent: &Agent, method: &str, address: &str, body: &Value) -> Result<Value, String> {
    let answer = match method {
        "POST" => agent.post(address).content_type("application/json").send(body.to_string()),
        "DELETE" => agent.delete(address).call(),
        _ => agent.get(address).call(),
    };
    value(answer.map_err(|error| format!("{method} {address}: {error}"))?)
}

/// What an answer says, or the error that it tells of.
fn value(mut answer: Response<Body>) -> Result<Value, String> {
    let text =
        answer.body_mut().with_config().limit(64 * 1024 * 1024).read_to_string().map_err(|error| error.to_string())?;
    let parsed: Value = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    let value = parsed["value"].clone();
    if answer.status().is_success() { Ok(value) } else { Err(format!("{}: {}", value["error"], value["message"])) }
}
