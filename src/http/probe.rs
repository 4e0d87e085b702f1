//! The other end of a probe: asks a bot that runs here whether it is ready.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// Time for the answer.
const WITHIN: Duration = Duration::from_secs(3);

/// Asks the bot that listens at this address whether it is ready: whether it is, and what it says.
///
/// # Errors
/// When nothing is answered in time, with the reason.
pub async fn probe(address: SocketAddr) -> Result<(bool, String), String> {
    let url = format!("http://{}/readyz", reachable(address));
    let asked = async {
        let response = reqwest::Client::builder().no_proxy().build()?.get(&url).send().await?;
        Ok::<_, reqwest::Error>((response.status().is_success(), response.text().await?))
    };
    match tokio::time::timeout(WITHIN, asked).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(format!("{url}: {error}")),
        Err(_) => Err(format!("{url}: no answer within {WITHIN:?}")),
    }
}

/// An address to connect to: what listens on every address is asked over loopback.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
