//! The connection: calls and their answers, events and where they go.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::time;

use super::BrowserError;
use super::protocol::{Event, Incoming, Request, SessionId};
use super::wire::Channel;

/// How tabs and the browser as a whole are talked to. Clones share the connection.
#[derive(Clone)]
pub(super) struct Session {
    connection: Arc<Connection>,
    id: Option<SessionId>,
}

struct Connection {
    outgoing: mpsc::UnboundedSender<String>,
    state: Mutex<State>,
    patience: Duration,
}

#[derive(Default)]
struct State {
    last: u64,
    waiting: BTreeMap<u64, Waiting>,
    listeners: BTreeMap<Option<SessionId>, mpsc::UnboundedSender<Event>>,
    over: bool,
}

struct Waiting {
    session: Option<SessionId>,
    method: &'static str,
    answer: oneshot::Sender<Result<Value, BrowserError>>,
}

impl Session {
    /// Takes over a connected `channel`; every call may take as long as `patience`. Events of the browser as a whole come
    /// out of the second part.
    pub(super) fn over(
        channel: Channel,
        patience: Duration,
    ) -> (Self, mpsc::UnboundedReceiver<Event>) {
        let connection = Arc::new(Connection {
            outgoing: channel.outgoing,
            state: Mutex::default(),
            patience,
        });
        let session = Self {
            connection: Arc::clone(&connection),
            id: None,
        };
        let events = session.listen();
        let mut incoming = channel.incoming;
        // Ends with the wire, which ends with the browser or when the last session is dropped.
        let reader = Arc::downgrade(&connection);
        tokio::spawn(async move {
            while let Some(text) = incoming.recv().await {
                let Some(connection) = reader.upgrade() else {
                    return;
                };
                if let Ok(message) = serde_json::from_str(&text) {
                    connection.receive(message);
                }
            }
            if let Some(connection) = reader.upgrade() {
                connection.end();
            }
        });
        (session, events)
    }

    /// The session of an attached tab on the same connection, and the tab's events.
    pub(super) fn of_tab(&self, id: SessionId) -> (Self, mpsc::UnboundedReceiver<Event>) {
        let session = Self {
            connection: Arc::clone(&self.connection),
            id: Some(id),
        };
        let events = session.listen();
        (session, events)
    }

    /// How long a call may take.
    pub(super) fn patience(&self) -> Duration {
        self.connection.patience
    }

    fn listen(&self) -> mpsc::UnboundedReceiver<Event> {
        let (sender, receiver) = mpsc::unbounded_channel();
        self.connection
            .state()
            .listeners
            .insert(self.id.clone(), sender);
        receiver
    }

    /// Calls `method` and waits for the answer as long as the connection's patience.
    pub(super) async fn call(
        &self,
        method: &'static str,
        params: Value,
    ) -> Result<Value, BrowserError> {
        let patience = self.connection.patience;
        let (id, answer) = self.send(method, params)?;
        match time::timeout(patience, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(BrowserError::Gone),
            Err(_) => {
                drop(self.connection.state().waiting.remove(&id));
                Err(BrowserError::NoAnswer {
                    method,
                    after: patience,
                })
            }
        }
    }

    /// Calls `method` without waiting for its answer.
    pub(super) fn tell(&self, method: &'static str, params: Value) -> Result<(), BrowserError> {
        self.send(method, params).map(drop)
    }

    fn send(&self, method: &'static str, params: Value) -> Result<Sent, BrowserError> {
        let (sender, receiver) = oneshot::channel();
        let mut state = self.connection.state();
        if state.over {
            return Err(BrowserError::Gone);
        }
        if !state.listeners.contains_key(&self.id) {
            return Err(BrowserError::TabClosed);
        }
        state.last += 1;
        let id = state.last;
        let request = Request {
            id,
            method,
            params,
            session_id: self.id.as_ref(),
        };
        let text = serde_json::to_string(&request).map_err(|_| BrowserError::Answer(method))?;
        self.connection
            .outgoing
            .send(text)
            .map_err(|_| BrowserError::Gone)?;
        state.waiting.insert(
            id,
            Waiting {
                session: self.id.clone(),
                method,
                answer: sender,
            },
        );
        Ok((id, receiver))
    }
}

type Sent = (u64, oneshot::Receiver<Result<Value, BrowserError>>);

impl Connection {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock; what stands in the state is whole in any case.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn receive(&self, message: Incoming) {
        let mut state = self.state();
        if let Some(id) = message.id {
            if let Some(waiting) = state.waiting.remove(&id) {
                let answer = match message.error {
                    None => Ok(message.result),
                    Some(refusal) => Err(BrowserError::Refused {
                        method: waiting.method,
                        text: refusal.message,
                    }),
                };
                // Nobody listens where the call was given up or only told.
                drop(waiting.answer.send(answer));
            }
            return;
        }
        match message.method.as_str() {
            "Target.detachedFromTarget" => {
                if let Some(id) = message.params["sessionId"].as_str() {
                    state.end_tab(&SessionId(id.to_owned()), || BrowserError::TabClosed);
                }
            }
            "Inspector.targetCrashed" => {
                if let Some(id) = &message.session_id {
                    state.end_tab(id, || BrowserError::TabCrashed);
                }
            }
            _ => {
                if let Some(listener) = state.listeners.get(&message.session_id) {
                    let event = Event {
                        method: message.method,
                        params: message.params,
                    };
                    // A page that was let go listens no more.
                    drop(listener.send(event));
                }
            }
        }
    }

    fn end(&self) {
        let mut state = self.state();
        state.over = true;
        state.listeners.clear();
        for (_, waiting) in std::mem::take(&mut state.waiting) {
            drop(waiting.answer.send(Err(BrowserError::Gone)));
        }
    }
}

impl State {
    fn end_tab(&mut self, id: &SessionId, why: impl Fn() -> BrowserError) {
        self.listeners.remove(&Some(id.clone()));
        let ended: Vec<u64> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| waiting.session.as_ref() == Some(id))
            .map(|(id, _)| *id)
            .collect();
        for id in ended {
            if let Some(waiting) = self.waiting.remove(&id) {
                drop(waiting.answer.send(Err(why())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::json;

    use super::*;

    /// A session with the browser's side of the wire.
    fn session(
        patience: Duration,
    ) -> (
        Session,
        mpsc::UnboundedReceiver<String>,
        mpsc::UnboundedSender<String>,
    ) {
        let (outgoing, asked) = mpsc::unbounded_channel();
        let (answers, incoming) = mpsc::unbounded_channel();
        let (session, _events) = Session::over(Channel { outgoing, incoming }, patience);
        (session, asked, answers)
    }

    #[tokio::test]
    async fn a_call_without_an_answer_ends_and_tells_its_method_only() {
        let (session, mut asked, _answers) = session(Duration::from_millis(1));
        let error = session
            .call("Input.insertText", json!({"text": "hunter2"}))
            .await
            .expect_err("no answer");
        assert_snapshot!(error, @"the browser did not answer Input.insertText within 0.001 s");
        assert_snapshot!(
            asked.recv().await.expect("a call"),
            @r#"{"id":1,"method":"Input.insertText","params":{"text":"hunter2"}}"#
        );
    }

    #[tokio::test]
    async fn a_refusal_is_told_without_what_it_repeats() {
        let (session, _asked, answers) = session(Duration::from_mins(1));
        let refusal = json!({
            "id": 1, "error": {"code": -32602, "message": "Invalid parameters", "data": "text: hunter2"},
        });
        answers.send(refusal.to_string()).expect("listens");
        let error = session
            .call("Input.insertText", json!({}))
            .await
            .expect_err("refused");
        assert_snapshot!(error, @"the browser refused Input.insertText: Invalid parameters");
    }
}
