//! What a forge answers at which address.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::Mutex;
use std::thread;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::Style;
use super::desk::{Desk, error};
use super::request::Asked;

pub(super) fn answer(mut visitor: TcpStream, desk: &Mutex<Desk>) {
    let Some(mut asked) = Asked::read(&mut visitor) else { return };
    if asked.path.starts_with("/git/") {
        git(visitor, &asked, desk);
        return;
    }
    let form = if asked.method == "POST" { asked.form(&mut visitor) } else { Vec::new() };
    let mut desk = desk.lock().unwrap();
    let said = match (desk.style, asked.method.as_str(), asked.path.as_str()) {
        (Style::GitHub, "POST", "/login/device/code") | (Style::GitLab, "POST", "/oauth/authorize_device") => {
            desk.device(&form)
        }
        (Style::GitLab | Style::OldGitLab, "POST", "/oauth/token")
        | (Style::GitHub | Style::Forgejo, "POST", "/login/oauth/access_token") => desk.token(&form),
        (Style::GitLab | Style::OldGitLab, "GET", "/oauth/authorize")
        | (Style::Forgejo, "GET", "/login/oauth/authorize") => match desk.authorize(&asked.query) {
            Some(to) => {
                reply(&mut visitor, "302 Found", &format!("Location: {to}\r\n"), "");
                return;
            }
            None => error("400 Bad Request", "invalid_request"),
        },
        (style, "GET", "/.well-known/openid-configuration") => discovery(style, &desk.origin),
        (Style::GitHub, "GET", "/api/v3/meta") => ("200 OK", "{\"installed_version\":\"3.15.0\"}".to_owned()),
        (Style::GitLab | Style::OldGitLab, "GET", "/api/v4/user") => account(&desk, &asked, "username"),
        (Style::GitHub, "GET", "/api/v3/user") | (Style::Forgejo, "GET", "/api/v1/user") => {
            account(&desk, &asked, "login")
        }
        _ => error("404 Not Found", "not_found"),
    };
    reply(&mut visitor, said.0, "Content-Type: application/json\r\n", &said.1);
}

fn discovery(style: Style, origin: &str) -> (&'static str, String) {
    let path = match style {
        Style::GitLab | Style::OldGitLab => "/oauth/authorize",
        Style::Forgejo => "/login/oauth/authorize",
        Style::GitHub | Style::Plain => return error("404 Not Found", "not_found"),
    };
    let device = format!(",\"device_authorization_endpoint\":\"{origin}/oauth/authorize_device\"");
    let device = if style == Style::GitLab { device } else { String::new() };
    ("200 OK", format!("{{\"issuer\":\"{origin}\",\"authorization_endpoint\":\"{origin}{path}\"{device}}}"))
}

fn account(desk: &Desk, asked: &Asked, key: &str) -> (&'static str, String) {
    let token = asked.header("authorization").and_then(|told| told.strip_prefix("Bearer ").map(str::to_owned));
    match token.filter(|token| desk.keys.contains(token)) {
        Some(_) => ("200 OK", format!("{{\"{key}\":\"anna\"}}")),
        None => error("401 Unauthorized", "unauthorized"),
    }
}

fn reply(visitor: &mut TcpStream, status: &str, headers: &str, text: &str) {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", text.len());
    // Who has gone does not hear.
    let _gone = visitor.write_all(format!("{head}{text}").as_bytes());
}

/// Lets a git conversation through to the git server, if it comes with a key that is good.
fn git(mut visitor: TcpStream, asked: &Asked, desk: &Mutex<Desk>) {
    let told = asked.header("authorization");
    let basic = told.as_deref().and_then(|told| told.strip_prefix("Basic "));
    let plain = basic.and_then(|code| String::from_utf8(BASE64_STANDARD.decode(code).ok()?).ok());
    let (port, approval) = {
        let mut desk = desk.lock().unwrap();
        let key = plain.as_deref().and_then(|plain| plain.split_once(':')).map(|(_, key)| key.to_owned());
        match key {
            Some(key) if desk.keys.contains(&key) => desk.counts.right_keys += 1,
            came => {
                desk.counts.wrong_keys += u32::from(came.is_some());
                drop(desk);
                reply(&mut visitor, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"forge\"\r\n", "");
                return;
            }
        }
        (desk.git_port, desk.approval.clone())
    };
    if let Some(page) = approval {
        let words = format!(
            "The `acme' organization has enabled or enforced SAML SSO. To access\nthis repository, visit {page} and try \
             your request again.\n"
        );
        reply(&mut visitor, "403 Forbidden", "Content-Type: text/plain\r\n", &words);
        return;
    }
    let Some(server) = port.and_then(|port| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()) else {
        reply(&mut visitor, "404 Not Found", "", "");
        return;
    };
    pass_on(visitor, server, asked);
}

/// Carries one request and its answer, as they are but for the key.
fn pass_on(mut visitor: TcpStream, mut server: TcpStream, asked: &Asked) {
    let own = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        !["authorization", "connection"].contains(&name.as_str())
    };
    let head: Vec<&str> = asked.head.lines().filter(own).collect();
    server.write_all(format!("{}\r\nConnection: close\r\n\r\n", head.join("\r\n")).as_bytes()).unwrap();
    server.write_all(&asked.begun).unwrap();
    let (mut from, mut to) = (visitor.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || {
        let mut piece = [0; 16 * 1024];
        while let Ok(some @ 1..) = from.read(&mut piece) {
            if to.write_all(&piece[..some]).is_err() {
                return;
            }
        }
    });
    let mut piece = [0; 16 * 1024];
    while let Ok(some @ 1..) = server.read(&mut piece) {
        if visitor.write_all(&piece[..some]).is_err() {
            break;
        }
    }
    // Also the other direction ends now.
    let _gone = visitor.shutdown(Shutdown::Both);
}
