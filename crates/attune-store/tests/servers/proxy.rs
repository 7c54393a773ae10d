//! A way to a server on which answers are lost.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Listens on a free port and passes everything on, as long as it is not told otherwise.
#[derive(Debug)]
pub(crate) struct Proxy {
    pub(crate) port: u16,
    faults: Arc<Faults>,
}

#[derive(Debug, Default)]
struct Faults {
    /// The answer to the next write is swallowed.
    swallows: AtomicBool,
    /// Nothing passes any more.
    is_cut: AtomicBool,
    /// Writes that came by.
    writes: AtomicUsize,
}

impl Proxy {
    pub(crate) fn before(server: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let faults = Arc::<Faults>::default();
        let passing = Arc::clone(&faults);
        thread::spawn(move || {
            for client in listener.incoming() {
                pass(client.unwrap(), server, &passing);
            }
        });
        Self { port, faults }
    }

    /// Swallows the answer to the next write, which the server has done.
    pub(crate) fn swallow(&self) {
        self.faults.swallows.store(true, Ordering::SeqCst);
    }

    /// Whether an answer is still to be swallowed.
    pub(crate) fn swallows(&self) -> bool {
        self.faults.swallows.load(Ordering::SeqCst)
    }

    /// Lets nothing pass any more.
    pub(crate) fn cut(&self) {
        self.faults.is_cut.store(true, Ordering::SeqCst);
    }

    /// How many writes came by.
    pub(crate) fn writes(&self) -> usize {
        self.faults.writes.load(Ordering::SeqCst)
    }
}

/// Both directions of a connection, each on a thread.
fn pass(client: TcpStream, server: u16, faults: &Arc<Faults>) {
    if faults.is_cut.load(Ordering::SeqCst) {
        return;
    }
    let server = TcpStream::connect(("127.0.0.1", server)).unwrap();
    let is_write = Arc::<AtomicBool>::default();
    let (from_client, to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (noted, known) = (Arc::clone(&is_write), Arc::clone(faults));
    thread::spawn(move || {
        pump(from_client, to_server, |bytes| {
            if bytes.starts_with(b"PUT ") {
                known.writes.fetch_add(1, Ordering::SeqCst);
                noted.store(true, Ordering::SeqCst);
            } else if bytes.starts_with(b"GET ") {
                noted.store(false, Ordering::SeqCst);
            }
            !known.is_cut.load(Ordering::SeqCst)
        });
    });
    let faults = Arc::clone(faults);
    thread::spawn(move || {
        pump(server, client, |_| {
            let is_swallowed =
                is_write.load(Ordering::SeqCst) && faults.swallows.swap(false, Ordering::SeqCst);
            !is_swallowed && !faults.is_cut.load(Ordering::SeqCst)
        });
    });
}

/// Passes bytes on until one side ends or `passes` says no; then both ends are closed.
fn pump(mut from: TcpStream, mut to: TcpStream, passes: impl Fn(&[u8]) -> bool) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        if !passes(&buffer[..read]) || to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    // One of them may be closed already.
    drop(from.shutdown(Shutdown::Both));
    drop(to.shutdown(Shutdown::Both));
}
