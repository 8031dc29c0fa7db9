//! Line ends and filters.

use byline_git::{AsText, Fault, Quiet, publish};

use crate::common::{POST, TEXT, by_git_too, change, engine, options, run, world};

#[test]
fn files_are_stored_as_git_would_store_them() {
    fn check(attributes: &str, autocrlf: &str, bytes: &[u8], expect: &[u8]) {
        let (_world, site) = world();
        site.write(".gitattributes", attributes.as_bytes());
        site.repo().config().unwrap().set_str("core.autocrlf", autocrlf).unwrap();
        let engine = engine(&site);
        let stored = engine.for_storage(None, "content/a.md", bytes).unwrap();
        assert_eq!(stored, expect, "{attributes:?} {autocrlf}");
        // libgit2's own filters agree.
        let repo = site.repo();
        let mut writer = repo.blob_writer(Some(std::path::Path::new("content/a.md"))).unwrap();
        std::io::Write::write_all(&mut writer, bytes).unwrap();
        let theirs = writer.commit().unwrap();
        assert_eq!(repo.find_blob(theirs).unwrap().content(), expect, "libgit2: {attributes:?} {autocrlf}");
    }
    let (crlf, lf): (&[u8], &[u8]) = (b"a\r\nb\r\n", b"a\nb\n");
    check("", "false", crlf, crlf);
    check("", "true", crlf, lf);
    check("", "input", crlf, lf);
    check("* text=auto", "false", crlf, lf);
    check("*.md text", "false", crlf, lf);
    check("*.md eol=crlf", "false", crlf, lf);
    check("*.md -text", "true", crlf, crlf);
    check("*.md binary", "true", crlf, crlf);
    check("content/** text=auto\n*.md -text", "false", crlf, crlf);
    check("* text=auto", "false", b"\0\r\n", b"\0\r\n");
    check("* text", "false", b"a\0\r\n", b"a\0\n");
    check("* text=auto", "false", b"a\rb\r\n", b"a\rb\r\n");
    check("* text=auto", "false", b"a\r\nb\n", b"a\nb\n");
    check("", "false", b"", b"");
}

#[test]
fn a_post_written_with_crlf_publishes_only_its_changed_line() {
    let (world, site) = world();
    site.write(".gitattributes", b"* text=auto\n");
    let engine = engine(&site);
    let typed = String::from_utf8(TEXT.to_vec()).unwrap().replace('\n', "\r\n").replace("first", "1st");
    run(&*engine, &change(&*engine, typed.as_bytes()));
    assert_eq!(world.server_files()[POST], b"# Hello\n\nThe 1st paragraph.\n\nThe second paragraph.\n");
}

#[test]
fn a_file_that_is_stored_with_crlf_stays_so_under_automatic_conversion() {
    let (world, site) = world();
    site.write(".gitattributes", b"* text=auto\n");
    world.colleague_publishes("content/old.md", b"a\r\nb\r\n");
    let engine = engine(&site);
    let tip = engine.fetch(&Quiet).unwrap().unwrap();
    assert_eq!(engine.for_storage(Some(&tip), "content/old.md", b"A\r\nb\r\n").unwrap(), b"A\r\nb\r\n");
    assert_eq!(engine.for_storage(Some(&tip), "content/new.md", b"A\r\nb\r\n").unwrap(), b"A\nb\n");
}

#[test]
fn a_path_that_needs_a_filter_program_is_refused_before_anything_is_sent() {
    // Large files have no place at a server that is a folder.
    for name in ["crypt", "lfs"] {
        let (world, site) = world();
        site.write(".gitattributes", format!("*.png filter={name} diff={name} merge={name} -text\n").as_bytes());
        let engine = byline_git::open(site.path(), &options()).unwrap();
        let job = crate::common::job(vec![crate::common::file(&*engine, "static/a.png", None, Some(b"\x89PNG"))]);
        let result = publish(&*engine, &job, &AsText, &Quiet, &|_| {}, 1);
        assert_eq!(result, Err(Fault::NeedsFilter { name: name.to_owned() }));
        assert_eq!(world.server_log().len(), 1);
    }
}

by_git_too!(
    files_are_stored_as_git_would_store_them,
    a_post_written_with_crlf_publishes_only_its_changed_line,
    a_file_that_is_stored_with_crlf_stays_so_under_automatic_conversion,
    a_path_that_needs_a_filter_program_is_refused_before_anything_is_sent,
);
