//! A server that knows exact paths and nothing else: no folder index, no guessing.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use url::Url;

use crate::crawl::Host;

/// Serves a folder below a path (`/some/path/`) until the tests end, and gives the address of its root.
/// What is unknown gets `404.html`, with that status.
pub(super) fn serve(folder: &Path, below: &str) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}{below}", listener.local_addr().unwrap());
    let host = Arc::new(Host::server(folder, &root));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let host = host.clone();
            // A browser opens connections ahead of need; one that says nothing holds up no other. One
            // that it closes early is its own affair.
            thread::spawn(move || drop(answer(&host, &stream)));
        }
    });
    Url::parse(&root).unwrap()
}

fn answer(host: &Host, mut stream: &TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let Some(request) = lines.next().transpose()? else { return Ok(()) };
    for header in lines {
        if header?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or("/");
    let asked = host.root.join(path).map_err(io::Error::other)?;
    let lost = host.root.join("404.html").map_err(io::Error::other)?;
    let (status, file) = match host.get(&asked) {
        Some(file) => ("200 OK", Some(file)),
        None => ("404 Not Found", host.get(&lost)),
    };
    let body = file.map(std::fs::read).transpose()?.unwrap_or_default();
    let kind = file.and_then(|file| file.extension()).map_or("text/plain", kind);
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

fn kind(extension: &OsStr) -> &'static str {
    match extension.to_str() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
