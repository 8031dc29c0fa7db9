//! A website comes from a server that wants to know who asks: connecting, each way to sign in, and a key that is locked.

use std::fs;

use byline_testkit::{CLIENT, Forge, GitServer, Poll, SshKey, Sshd, Style, World, git};

use crate::begins::BLOG;
use crate::pictures::Copied;
use crate::seat::{Look, Seat};
use crate::sight::Sight;
use crate::window::Window;

const POST: &str = "posts/2026-02-01-first-snow.md";

fn connecting(look: Look) {
    let world = World::new();
    world.site("elsewhere", BLOG);
    let server = GitServer::over(&world.folder()).start();
    let forge = Forge::start(Style::GitHub).before(server.port());
    forge.poll_answers(&[Poll::Pending]);
    let seat = Seat::new();
    // At a server of their own people are known by what its settings say.
    let known = format!("{{\"servers\": {{\"{}\": {{\"client_id\": \"{CLIENT}\"}}}}}}", forge.origin());
    fs::write(seat.desk().join("sign-in.json"), known).unwrap();
    let window = Window::open(&seat, look, None);
    let mut desk = Sight::new(&window, look);

    window.button("Connect a website…").click();
    let sheet = window.dialog("Connect a website");
    desk.check("connect");
    let copied = Copied::of("text/plain", forge.url("server.git").as_bytes());
    window.chord(&["Control", "v"]);
    sheet.button("Continue").click();
    drop(copied);
    sheet.button("Connect").appears();
    desk.check("connect-plan");
    sheet.button("Connect").click();
    sheet.button("Sign in").appears();
    desk.check("connect-sign-in");
    sheet.button("Sign in").click();

    let sign_in = window.dialog("Sign in to");
    sign_in.button("Sign in with the browser").appears();
    desk.check("sign-in");
    sign_in.button("Use an access key instead").click();
    sign_in.place("textbox", "Access key").fill("not-the-key");
    sign_in.button("Sign in").click();
    sign_in.place("alert", "").appears();
    desk.check("sign-in-key-refused");
    sign_in.button("Back").click();
    sign_in.button("Sign in with the browser").click();
    sign_in.says("WDJB-MJHT").says("Waiting for you in the browser…");
    assert!(seat.opened().iter().any(|address| address.starts_with(&forge.origin())), "{:?}", seat.opened());
    desk.check("sign-in-code");
    forge.poll_answers(&[Poll::Yes]);
    sign_in.goes();

    // The website comes by itself.
    sheet.says("is on this computer").says("Who writes here?");
    desk.check("connected");
    sheet.place("textbox", "Your name").fill("Carla Poet");
    sheet.place("textbox", "Your mail address").fill("carla@example.org");
    sheet.button("Keep").click();
    sheet.button("Start writing anyway").goes();
    sheet.button("Start writing").click();
    sheet.goes();
    window.region("Posts").place("list", "Posts").says("First snow");
    desk.is_fit();
}

#[test]
fn connecting_in_light() {
    connecting(Look::Light);
}

#[test]
fn connecting_in_dark() {
    connecting(Look::Dark);
}

/// A server that nobody knows yet, and a key that is locked.
fn over_a_secure_line(look: Look) {
    let world = World::new();
    let site = world.site("blog", BLOG);
    let server = Sshd::start();
    let seat = Seat::new();
    let key = SshKey::new(&world.folder().join("id_anna"), "open-sesame");
    server.allow(&key);
    git(site.path(), &["remote", "set-url", "origin", &server.url(world.server())]);
    let settings = world.folder().join("ssh-settings");
    fs::write(&settings, format!("IdentitiesOnly yes\nIdentityFile {}\n", key.file.display())).unwrap();
    seat.has_program("ssh", &format!("#!/bin/sh\nexec /usr/bin/ssh -F '{}' \"$@\"\n", settings.display()));
    let window = Window::open(&seat, look, Some(site.path()));
    let mut desk = Sight::new(&window, look);

    // Asked when the site is opened: a colleague may have written something.
    let host = window.dialog("Is this the right server?");
    host.says(&server.fingerprint());
    desk.check("ask-new-server");
    host.button("Yes, it is the same code").click();
    let locked = window.dialog("Unlock your key");
    locked.place("textbox", "Passphrase").fill("wrong");
    locked.button("Go on").click();
    locked.says("That was not the passphrase");
    desk.check("ask-passphrase");
    locked.place("textbox", "Passphrase").fill("open-sesame");
    locked.button("Go on").click();
    locked.goes();

    window.region("Posts").button("First snow").click();
    window.textbox("Post").says("It fell all night.").focus();
    window.chord(&["Control", "End"]);
    window.type_text(" Over a secure line");
    window.status("Saving").says("Saved");
    window.button("Publish").click();
    window.dialog("Publish").button("Publish now").click();
    window.dialog("Publish").says("Published");
    let there = String::from_utf8(world.server_files()[POST].clone()).unwrap();
    assert!(there.contains("Over a secure line"), "{there}");
    desk.is_fit();
}

#[test]
fn over_a_secure_line_in_light() {
    over_a_secure_line(Look::Light);
}

#[test]
fn over_a_secure_line_in_dark() {
    over_a_secure_line(Look::Dark);
}
