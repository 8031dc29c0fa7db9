//! Ports of this computer's loopback: a free one, and whether a web server answers at one.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

/// How long one look at a port may take: some generators make the first page only when it is asked for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A port that nobody listened at a moment ago. Another program may be quicker: whoever uses it tries another one then.
pub(crate) fn free() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Whether a web server answers at a port; what it answers does not matter.
pub(crate) fn answers(port: u16) -> bool {
    ask(port).is_ok_and(|begin| &begin == b"HTTP/")
}

fn ask(port: u16) -> std::io::Result<[u8; 5]> {
    let place = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut line = TcpStream::connect_timeout(&place, Duration::from_secs(1))?;
    line.set_read_timeout(Some(PATIENCE))?;
    line.set_write_timeout(Some(PATIENCE))?;
    write!(line, "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n")?;
    let mut begin = [0; 5];
    line.read_exact(&mut begin)?;
    Ok(begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_answers_when_a_web_server_is_there() {
        let port = free().unwrap();
        assert!(!answers(port));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for answer in ["HTTP/1.1 404 Not Found\r\n\r\n", "SSH-2.0-Other\r\n"] {
                let (mut line, _) = listener.accept().unwrap();
                let _ = line.read(&mut [0; 512]);
                let _ = line.write_all(answer.as_bytes());
            }
        });
        assert!(answers(port));
        assert!(!answers(port), "another kind of server");
    }
}
