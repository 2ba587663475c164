//! The address under which other machines of the network reach the preview.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Where the system is asked for a way to: an address of documentation, which takes the way out that all
/// else takes; and what routers are often called, for a network that has no way out.
const FAR: &[IpAddr] = &[
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
    IpAddr::V4(Ipv4Addr::new(192, 168, 1, 1)),
    IpAddr::V4(Ipv4Addr::new(192, 168, 0, 1)),
    IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)),
    IpAddr::V4(Ipv4Addr::new(172, 16, 0, 1)),
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)),
];

/// The address at which a phone finds a door of this machine; none for one that only this machine can
/// enter, or when there is no network. Of a door that stands open on all addresses it is the one that
/// this machine goes out by: where a VPN takes that way, `--host` has to name the other.
pub fn lan(door: SocketAddr) -> Option<SocketAddr> {
    let ip = match door.ip().to_canonical() {
        ip if ip.is_unspecified() => FAR.iter().find_map(|far| outward(ip, *far))?,
        ip => ip,
    };
    (!ip.is_loopback()).then(|| SocketAddr::new(ip, door.port()))
}

/// The address of this machine on its way to another. Connecting a datagram socket sends nothing: the
/// system only chooses a way.
fn outward(from: IpAddr, far: IpAddr) -> Option<IpAddr> {
    if from.is_ipv4() != far.is_ipv4() {
        return None;
    }
    let socket = UdpSocket::bind((from, 0)).ok()?;
    socket.connect((far, 9)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_unspecified() && !own.is_loopback()).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(door: &str) -> Option<String> {
        lan(door.parse().unwrap()).map(|address| address.to_string())
    }

    #[test]
    fn a_door_of_this_machine_alone_has_none_and_others_are_named_as_they_are() {
        assert_eq!(of("127.0.0.1:3000"), None);
        assert_eq!(of("[::1]:3000"), None);
        assert_eq!(of("[::ffff:127.0.0.1]:3000"), None);
        assert_eq!(of("192.168.1.7:3000").as_deref(), Some("192.168.1.7:3000"));
        assert_eq!(of("[2001:db8::7]:80").as_deref(), Some("[2001:db8::7]:80"));
    }

    #[test]
    fn a_door_open_on_all_addresses_has_one_that_this_machine_owns() {
        for door in ["0.0.0.0:3000", "[::]:3000"] {
            // A machine without a network has none, and that is the truth.
            if let Some(found) = lan(door.parse().unwrap()) {
                assert_eq!(found.port(), 3000);
                UdpSocket::bind((found.ip(), 0)).unwrap();
            }
        }
    }
}
