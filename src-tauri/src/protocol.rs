//! Serves the open site's pictures, style sheets and fonts to the page, read-only, and nothing else of the computer.
//!
//! `/file/PATH` is a file of the site; `/picture/POST?link=LINK` is the picture that a link in a post means.

use std::borrow::Cow;

use byline_desk::SiteFiles;
use tauri::http::{Request, Response, StatusCode, Uri, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::shell::Shell;

/// The scheme's name.
pub(crate) const SCHEME: &str = "byline";

/// Larger files are not shown.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What is served, by the file name's ending. Nothing that could run: an SVG only ever stands in an `<img>`.
const KINDS: [(&str, &str); 14] = [
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("css", "text/css"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("otf", "font/otf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("ttf", "font/ttf"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
];

/// The address of one of the two places, with a slash at its end. Windows and Android have their own form of it.
pub(crate) fn base(place: &str) -> String {
    if cfg!(any(windows, target_os = "android")) {
        format!("http://{SCHEME}.localhost/{place}/")
    } else {
        format!("{SCHEME}://localhost/{place}/")
    }
}

/// The address of a file of the site.
pub(crate) fn file_address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encoded =
        path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("{}{}", base("file"), encoded.collect::<String>())
}

/// Answers the page, on a thread of its own: a large picture must not hold up the window.
#[expect(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let files =
        context.app_handle().try_state::<Shell>().and_then(|shell| shell.desk().ok()).map(|desk| desk.files().clone());
    tauri::async_runtime::spawn_blocking(move || {
        let found = files.and_then(|files| find(&files, request.uri()));
        responder.respond(response(found));
    });
}

fn find(files: &SiteFiles, uri: &Uri) -> Option<(&'static str, Vec<u8>)> {
    let (place, rest) = uri.path().strip_prefix('/')?.split_once('/')?;
    let rest = decoded(rest)?;
    let path = match place {
        "file" => rest,
        "picture" => {
            let link = uri.query()?.strip_prefix("link=")?;
            files.picture_file(&rest, &decoded(link)?)?
        }
        _ => return None,
    };
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let kind = KINDS.iter().find(|(known, _)| *known == ending)?.1;
    files.read(&path, LARGEST).ok().map(|bytes| (kind, bytes))
}

fn response(found: Option<(&'static str, Vec<u8>)>) -> Response<Cow<'static, [u8]>> {
    let (status, kind, bytes) = match found {
        Some((kind, bytes)) => (StatusCode::OK, kind, bytes),
        None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    let mut response = Response::new(Cow::Owned(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static("default-src 'none'; sandbox"));
    // A picture that is replaced keeps its address.
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, header::HeaderValue::from_static("*"));
    response
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => (hex(rest.next()?)? << 4) | hex(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        for path in ["a b.jpg", "posts/é😀.png", "100%.gif", "x?y#z.png"] {
            let address = file_address(path);
            assert_eq!(decoded(address.strip_prefix(&base("file")).unwrap()).as_deref(), Some(path));
        }
        assert_eq!(decoded("%zz"), None);
        assert_eq!(decoded("%4"), None);
        assert_eq!(decoded("%ff"), None);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(response(None).status(), StatusCode::NOT_FOUND);
    }
}
