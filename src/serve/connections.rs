//! The HTTP side: connections in, answers out.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, Response, StatusCode, Uri};
use axum::routing::get;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;

use super::answer::{Answer, Preview};

/// How long a connection may take to send the head of a request, so that idle ones do not pile up.
const HEADER_TIME: Duration = Duration::from_secs(30);

/// Accepts connections until the user interrupts.
pub(super) async fn serve(listener: TcpListener, preview: Arc<Preview>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().fallback(get(respond)).with_state(preview);
    // One listener for the whole time: an interrupt between two of them would be missed.
    let mut interrupt = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        tokio::select! {
            interrupted = &mut interrupt => return interrupted,
            accepted = listener.accept() => {
                // A connection that breaks while it is accepted concerns its browser only.
                if let Ok((stream, _)) = accepted {
                    tokio::spawn(converse(stream, router.clone()));
                }
            }
        }
    }
}

async fn converse(stream: tokio::net::TcpStream, router: Router) {
    let mut connection = auto::Builder::new(TokioExecutor::new());
    connection.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
    // The browser went away or spoke no HTTP; there is nobody to tell.
    let _ = connection.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await;
}

async fn respond(State(preview): State<Arc<Preview>>, headers: HeaderMap, uri: Uri) -> Response<Body> {
    let hosts: Vec<String> = headers
        .get_all(HOST)
        .iter()
        .map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned())
        .collect();
    let path = uri.path().to_owned();
    let work = move || preview.answer(&path, &hosts);
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
