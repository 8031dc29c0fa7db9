//! Noticing that there is a network again: the system tells, nobody asks.

use std::net::IpAddr;
use std::sync::mpsc;

use netwatcher::WatchHandle;

use super::Message;

/// Tells when this computer gets an address by which it may reach others. Nothing where the system does not say: then
/// what waits is only tried again after its pauses. Listens as long as it is held.
pub(super) fn listen(tell: mpsc::Sender<Message>) -> Option<WatchHandle> {
    netwatcher::watch_interfaces_with_callback(move |update| {
        if !update.is_initial && update.addrs_added().any(|(_, address)| leads_out(address.ip)) {
            // Nobody wants to know any more when the desk is closing.
            let _ = tell.send(Message::Online);
        }
    })
    .ok()
}

/// Whether others may be reached from this address.
fn leads_out(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !address.is_loopback() && !address.is_link_local() && !address.is_unspecified(),
        // Every interface gives itself an fe80:: address, network or not.
        IpAddr::V6(address) => !address.is_loopback() && !address.is_unicast_link_local() && !address.is_unspecified(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_every_computer_has_is_no_network() {
        let out = |address: &str| leads_out(address.parse().unwrap());
        assert!(out("192.168.1.20") && out("10.0.0.3") && out("2001:db8::1"));
        assert!(!out("127.0.0.1") && !out("169.254.3.4") && !out("::1") && !out("fe80::1"));
    }

    #[test]
    fn the_system_can_be_listened_to() {
        let (tell, told) = mpsc::channel();
        let listening = listen(tell);
        assert!(listening.is_some());
        assert!(told.try_recv().is_err());
    }
}
