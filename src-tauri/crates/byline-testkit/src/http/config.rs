//! What lighttpd is told.

use std::path::Path;

/// Everything that a server's settings depend on.
pub(super) struct Told<'a> {
    /// The server's own folder: its logs and the script that answers.
    pub(super) own: &'a Path,
    /// The folder of the repositories.
    pub(super) repositories: &'a Path,
    pub(super) port: u16,
    /// Where only the kit itself asks, always in the open.
    pub(super) side_door: u16,
    pub(super) sign_in: bool,
    pub(super) certificate: Option<&'a Path>,
    /// In KiB.
    pub(super) largest_request: Option<u32>,
}

/// What git on the server is told by its environment, so that the repositories stay as they are.
const GIT: &[(&str, &str)] = &[
    ("http.receivepack", "true"),
    ("http.uploadpack", "true"),
    ("receive.advertisePushOptions", "true"),
    ("uploadpack.allowFilter", "true"),
];

/// The settings file.
pub(super) fn settings(told: &Told<'_>) -> String {
    let own = told.own.display();
    let mut text = vec![format!(
        r#"server.modules = ("mod_alias", "mod_setenv", "mod_auth", "mod_authn_file", "mod_cgi", "mod_accesslog", "mod_openssl")
server.document-root = "{own}/pages"
server.bind = "127.0.0.1"
server.port = {side_door}
server.errorlog = "{own}/errors"
server.pid-file = "{own}/pid"
server.upload-dirs = ("{own}/uploads")
accesslog.filename = "|cat >> '{own}/requests'"
accesslog.format = "%m %U%q %s %{{Authorization}}i"
alias.url = ("/git" => "{own}/answer")
$HTTP["url"] =~ "^/git" {{ cgi.assign = ("" => "") }}
setenv.set-environment = ({environment})
"#,
        side_door = told.side_door,
        environment = environment(told),
    )];
    if let Some(most) = told.largest_request {
        text.push(format!("server.max-request-size = {most}\n"));
    }
    text.push(format!("$SERVER[\"socket\"] == \"127.0.0.1:{}\" {{\n", told.port));
    if let Some(file) = told.certificate {
        text.push(format!("ssl.engine = \"enable\"\nssl.pemfile = \"{}\"\n", file.display()));
    }
    text.push("}\n".to_owned());
    if told.sign_in {
        text.push(format!(
            r#"auth.backend = "plain"
auth.backend.plain.userfile = "{own}/accounts"
$HTTP["url"] =~ "^/git" {{
auth.require = ("" => ("method" => "basic", "realm" => "The website", "require" => "valid-user"))
}}
"#
        ));
    }
    text.concat()
}

fn environment(told: &Told<'_>) -> String {
    let mut all = vec![
        ("GIT_PROJECT_ROOT".to_owned(), told.repositories.display().to_string()),
        ("GIT_HTTP_EXPORT_ALL".to_owned(), "1".to_owned()),
        ("GIT_CONFIG_NOSYSTEM".to_owned(), "1".to_owned()),
        ("GIT_CONFIG_GLOBAL".to_owned(), "/dev/null".to_owned()),
        ("GIT_CONFIG_COUNT".to_owned(), GIT.len().to_string()),
    ];
    for (at, (key, value)) in GIT.iter().enumerate() {
        all.push((format!("GIT_CONFIG_KEY_{at}"), (*key).to_owned()));
        all.push((format!("GIT_CONFIG_VALUE_{at}"), (*value).to_owned()));
    }
    all.iter().map(|(name, value)| format!("\"{name}\" => \"{value}\"")).collect::<Vec<_>>().join(", ")
}
