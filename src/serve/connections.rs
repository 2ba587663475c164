//! The HTTP side: connections in, answers out.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Query, State, WebSocketUpgrade};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, ORIGIN, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::routing::get;
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use super::answer::{Answer, Dress, Preview};
use super::sessions::{self, Session, Visitor};
use super::{address, decorate};

/// How long a connection may take to send the head of a request, so that idle ones do not pile up.
const HEADER_TIME: Duration = Duration::from_secs(30);

/// Accepts connections until the user interrupts.
pub(super) async fn serve(listener: TcpListener, preview: Arc<Preview>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let door = listener.local_addr()?;
    let state = Server { preview, sessions: Arc::new(Semaphore::new(sessions::MOST)) };
    let own = |name: &str| format!("{}{name}", decorate::OWN);
    let router = Router::new()
        .route(&own("preview.js"), get(script))
        .route(&own("live"), get(live))
        .fallback(get(respond))
        .with_state(state);
    // One listener for the whole time: an interrupt between two of them would be missed.
    let mut interrupt = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        tokio::select! {
            interrupted = &mut interrupt => return interrupted,
            accepted = listener.accept() => {
                // A connection that breaks while it is accepted concerns its browser only.
                if let Ok((stream, peer)) = accepted {
                    let visitor = Visitor { peer: peer.ip(), door };
                    tokio::spawn(converse(stream, router.clone().layer(Extension(visitor))));
                }
            }
        }
    }
}

async fn converse(stream: tokio::net::TcpStream, router: Router) {
    let mut connection = auto::Builder::new(TokioExecutor::new());
    connection.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
    // The browser went away or spoke no HTTP; there is nobody to tell.
    let _ = connection
        .serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(router))
        .await;
}

/// What every request is given.
#[derive(Clone)]
struct Server {
    preview: Arc<Preview>,
    /// How many more pages may be open.
    sessions: Arc<Semaphore>,
}

/// Asks for a page as a build writes it.
const PLAIN: &str = "fengcai-plain";

/// The script that makes pages live.
const SCRIPT: &str = concat!(
    include_str!("client/patch.js"),
    include_str!("client/frame.js"),
    include_str!("client/panel.js"),
    include_str!("client/bar.js"),
    include_str!("client/preview.js")
);

fn hosts(headers: &HeaderMap) -> Vec<String> {
    let hosts = headers.get_all(HOST).iter();
    hosts.map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned()).collect()
}

async fn script(State(server): State<Server>, headers: HeaderMap) -> Response<Body> {
    response(server.preview.own(&hosts(&headers), "text/javascript; charset=utf-8", SCRIPT))
}

/// Where an open page stands and what it shows.
#[derive(serde::Deserialize)]
struct Place {
    path: String,
    version: String,
}

/// An open page asks to be told of changes. A page of another site may not: browsers let it connect
/// anywhere, but say whose it is.
async fn live(
    State(server): State<Server>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Query(place): Query<Place>,
    upgrade: WebSocketUpgrade,
) -> Response<Body> {
    let hosts = hosts(&headers);
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    if !matches!(&hosts[..], [host] if address::is_own_host(host) && address::is_origin(origin, host)) {
        return response(server.preview.refuse());
    }
    let Ok(permit) = server.sessions.clone().try_acquire_owned() else {
        return response(Answer::text(503, "503"));
    };
    let session = Session::new(server.preview, place.path, place.version, visitor);
    upgrade.on_upgrade(|socket| async move {
        session.run(socket).await;
        drop(permit);
    })
}

async fn respond(State(server): State<Server>, headers: HeaderMap, uri: Uri) -> Response<Body> {
    let hosts = hosts(&headers);
    let dress = if headers.contains_key(PLAIN) { Dress::Plain } else { Dress::Live };
    let path = uri.path().to_owned();
    let work = move || server.preview.answer(&path, &hosts, dress);
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => response(answer),
        Err(_) => response(Answer::text(500, "500")),
    }
}

fn response(answer: Answer) -> Response<Body> {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut set = |name, value: &str| {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    };
    set(CONTENT_TYPE, answer.content_type);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(CACHE_CONTROL, "no-store");
    if let Some(to) = &answer.location {
        set(LOCATION, to);
    }
    response
}
