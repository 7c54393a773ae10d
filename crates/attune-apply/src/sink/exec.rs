//! Credentials that a command keeps: it gets the document on stdin, and another command prints it.

mod child;

use std::path::{Path, PathBuf};
use std::time::Duration;

use attune_model::ExecSink;

use self::child::{Child, Ended};
use super::mask::masked;
use super::{Kept, Sink, SinkError, document};

/// How long a command may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What attune signs in with by default; no command gets it.
const WITHHELD: [&str; 3] = [
    "AUTOTASK_USERNAME",
    "AUTOTASK_SECRET",
    "AUTOTASK_INTEGRATION_CODE",
];

/// The commands of a sink.
pub(super) struct Commands {
    store: Vec<String>,
    fetch: Option<Vec<String>>,
    folder: PathBuf,
    withheld: Vec<String>,
    patience: Duration,
}

impl Commands {
    /// They are started in `folder`, without the variables that are withheld.
    pub(super) fn of(exec: &ExecSink, folder: &Path, withheld: &[String]) -> Self {
        let fetch = exec.fetch.as_ref();
        let withheld = withheld.iter().cloned();
        Self {
            store: exec.filled(&exec.store),
            fetch: fetch.map(|command| exec.filled(command)),
            folder: folder.to_owned(),
            withheld: withheld.chain(WITHHELD.map(str::to_owned)).collect(),
            patience: PATIENCE,
        }
    }

    fn run(&self, command: &[String], stdin: Option<&[u8]>) -> Result<Ended, String> {
        Child {
            command,
            folder: &self.folder,
            withheld: &self.withheld,
            patience: self.patience,
        }
        .run(stdin)
    }

    fn refused(command: &[String], why: String) -> SinkError {
        SinkError::Refused {
            place: format!("the command `{}`", command.join(" ")),
            why,
        }
    }
}

impl Sink for Commands {
    fn prepare(&self) -> Result<(), SinkError> {
        // A name without a folder is looked up when it is run, as a shell does.
        for command in [Some(&self.store), self.fetch.as_ref()]
            .into_iter()
            .flatten()
        {
            if let Some(program) = child::own_program(command, &self.folder)
                && !program.is_file()
            {
                return Err(Self::refused(
                    command,
                    format!("{} is not there", program.display()),
                ));
            }
        }
        Ok(())
    }

    /// No word on stdout and exit code 0 mean that nothing is kept.
    fn read(&self) -> Result<Kept, SinkError> {
        let Some(fetch) = &self.fetch else {
            let why = "the manifest names no command that fetches it";
            return Ok(Kept::OutOfReach(why.to_owned()));
        };
        let ended = match self.run(fetch, None) {
            Ok(ended) => ended,
            Err(why) => return Ok(Kept::OutOfReach(format!("`{}` {why}", fetch.join(" ")))),
        };
        if !ended.is_success {
            // What it printed until then may hold the secret, and nobody knows where.
            let printed = String::from_utf8_lossy(&ended.stdout);
            let why = ended.told(&masked(&ended.stderr, &printed));
            return Ok(Kept::OutOfReach(format!("`{}` {why}", fetch.join(" "))));
        }
        let is_blank = ended.stdout.iter().all(u8::is_ascii_whitespace);
        Ok(if is_blank {
            Kept::Nothing
        } else {
            Kept::Document(ended.stdout)
        })
    }

    fn write(&self, kept: &[u8]) -> Result<(), SinkError> {
        let ended = self
            .run(&self.store, Some(kept))
            .map_err(|why| Self::refused(&self.store, format!("it {why}")))?;
        if ended.is_success {
            return Ok(());
        }
        let credentials = document::parse(kept);
        let secret = credentials.as_ref().map(|held| held.secret.expose());
        let said = masked(&ended.stderr, secret.unwrap_or_default());
        Err(Self::refused(
            &self.store,
            format!("it {}", ended.told(&said)),
        ))
    }

    /// The next document is stored over the last.
    fn clear(&self) -> Result<(), SinkError> {
        Ok(())
    }

    fn overwrites(&self) -> bool {
        true
    }

    fn can_be_read(&self) -> bool {
        self.fetch.is_some()
    }

    /// A store may lay the document out anew.
    fn is_same(&self, kept: &[u8], written: &[u8]) -> bool {
        match (document::parse(kept), document::parse(written)) {
            (Some(kept), Some(written)) => {
                kept.key == written.key && kept.secret.expose() == written.secret.expose()
            }
            (None, _) | (_, None) => false,
        }
    }
}

#[cfg(all(test, unix))]
mod tests;
