//! Two pipes that nobody else on the machine can reach: the browser's file descriptors 3 and 4.

use std::ffi::OsStr;
use std::path::Path;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{ChildStdin, ChildStdout, Command};
use tokio::sync::mpsc;

use super::{Channel, LONGEST};

/// Makes 3 and 4 of the shell's own input and output, then becomes the browser: the process keeps its number.
const BECOME: &str = r#"exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#;

/// A command that starts `program` with our pipes at its file descriptors 3 and 4; both of the command's standard streams
/// are to be piped. Rust's standard library hands on the first three descriptors only, so a shell moves them.
pub(in crate::browser) fn command(program: &Path) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(BECOME)
        .arg(OsStr::new("sh"))
        .arg(program);
    command
}

/// Connects to the browser through both ends. Messages end with a zero byte.
pub(in crate::browser) fn connect(mut input: ChildStdin, output: ChildStdout) -> Channel {
    let (outgoing, mut to_send) = mpsc::unbounded_channel::<String>();
    let (received, incoming) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(text) = to_send.recv().await {
            let mut bytes = text.into_bytes();
            bytes.push(0);
            if input.write_all(&bytes).await.is_err() {
                return;
            }
        }
    });
    tokio::spawn(async move {
        let mut output = BufReader::new(output);
        loop {
            let mut bytes = Vec::new();
            let longest = u64::try_from(LONGEST).unwrap_or(u64::MAX);
            let read = (&mut output)
                .take(longest)
                .read_until(0, &mut bytes)
                .await
                .unwrap_or(0);
            // What does not end with the zero is cut off: the browser ended, or the message is too long.
            if read == 0 || bytes.pop() != Some(0) {
                return;
            }
            if let Ok(text) = String::from_utf8(bytes)
                && received.send(text).is_err()
            {
                return;
            }
        }
    });
    Channel { outgoing, incoming }
}
