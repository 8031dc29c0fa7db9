#![allow(clippy::unwrap_used)]

use std::net::{Ipv4Addr, TcpListener};

/// A port of the loopback that nobody listened at a moment ago. Another program may be quicker: whoever uses it tries
/// another one then.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
