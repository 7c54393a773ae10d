//! Answers that do not arrive, or not as a whole.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body::Frame;

/// How an answer is delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Delivery {
    /// As a whole.
    #[default]
    Whole,
    /// Not at all: the connection ends.
    Cut,
    /// Half of its body, then the connection ends.
    Torn,
}

impl Delivery {
    /// The answer as it goes out.
    pub(super) async fn of(self, answer: Response) -> Response {
        let half = match self {
            Self::Whole => return answer,
            Self::Cut => return Response::new(Body::new(Broken::after(None))),
            Self::Torn => answer,
        };
        let (mut parts, body) = half.into_parts();
        let Ok(whole) = to_bytes(body, usize::MAX).await else {
            return Response::new(Body::new(Broken::after(None)));
        };
        parts
            .headers
            .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
        let half = whole.slice(..whole.len() / 2);
        Response::from_parts(parts, Body::new(Broken::after(Some(half))))
    }
}

/// A body that breaks off: HTTP has no other way to end a connection early.
struct Broken {
    part: Option<Bytes>,
    /// Whether what went before had a turn to be sent.
    sent: bool,
}

impl Broken {
    fn after(part: Option<Bytes>) -> Self {
        Self {
            sent: part.is_none(),
            part,
        }
    }
}

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(part) = self.part.take() {
            return Poll::Ready(Some(Ok(Frame::data(part))));
        }
        if !self.sent {
            self.sent = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
