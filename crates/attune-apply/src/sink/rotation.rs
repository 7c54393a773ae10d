//! A secret that is replaced: for a while the old and the new one lie side by side, and one of them is in force.

use attune_model::CredentialSink;

use super::{Kept, SecretSinks, SinkError};

/// What lies in a sink and where its old credentials are set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing is set aside.
    Alone,
    /// All there is, is set aside.
    Moved,
    /// The same lies in both.
    Twice,
    /// Two different ones.
    Both,
}

impl SecretSinks {
    /// What lies in a sink and beside it.
    pub(crate) fn beside(
        &self,
        sink: &CredentialSink,
        aside: &CredentialSink,
    ) -> Result<Beside, SinkError> {
        let open = self.open(sink);
        Ok(match (open.read()?, self.open(aside).read()?) {
            (Kept::OutOfReach(why), _) => return Err(self.out_of_reach(sink, why)),
            (_, Kept::OutOfReach(why)) => return Err(self.out_of_reach(aside, why)),
            (_, Kept::Nothing) => Beside::Alone,
            (Kept::Nothing, Kept::Document(_)) => Beside::Moved,
            (Kept::Document(one), Kept::Document(other)) if open.is_same(&one, &other) => {
                Beside::Twice
            }
            (Kept::Document(_), Kept::Document(_)) => Beside::Both,
        })
    }

    /// Makes sure that a new secret can take the place of the one in a sink, and that one can come back.
    ///
    /// Nothing else may lie beside already, unless documents are written over each other there.
    pub(crate) fn prepare_rotation(
        &self,
        sink: &CredentialSink,
        aside: &CredentialSink,
    ) -> Result<(), SinkError> {
        let open = self.open(sink);
        if !open.can_be_read() {
            return Err(SinkError::Refused {
                place: self.place(sink),
                why: "it cannot give back what it keeps, and an interrupted rotation would lose the secret in force"
                    .to_owned(),
            });
        }
        open.prepare()?;
        match self.beside(sink, aside)? {
            Beside::Alone | Beside::Twice => Ok(()),
            Beside::Moved | Beside::Both if open.overwrites() => Ok(()),
            Beside::Moved | Beside::Both => Err(self.occupied(aside)),
        }
    }

    /// Brings what was set aside back into its sink, in place of what lies there by now; where there was nothing, the
    /// sink is emptied.
    pub(crate) fn put_back(
        &self,
        sink: &CredentialSink,
        aside: &CredentialSink,
    ) -> Result<(), SinkError> {
        let (open, opened) = (self.open(sink), self.open(aside));
        let old = match opened.read()? {
            Kept::Document(old) => old,
            Kept::Nothing if self.remove(sink)? => return Ok(()),
            Kept::Nothing => {
                return Err(SinkError::Refused {
                    place: self.place(sink),
                    why: "it keeps a secret that was not saved, and attune cannot take it back"
                        .to_owned(),
                });
            }
            Kept::OutOfReach(why) => return Err(self.out_of_reach(aside, why)),
        };
        let is_back = match open.read()? {
            Kept::Document(now) if open.is_same(&now, &old) => true,
            Kept::Document(_) => {
                open.clear()?;
                false
            }
            Kept::Nothing => false,
            Kept::OutOfReach(why) => return Err(self.out_of_reach(sink, why)),
        };
        if !is_back {
            self.keep(sink, open.as_ref(), &old)?;
        }
        opened.clear()
    }

    /// Empties a sink whose credentials open nothing any more; whether they are gone.
    pub(crate) fn remove(&self, sink: &CredentialSink) -> Result<bool, SinkError> {
        let open = self.open(sink);
        if matches!(open.read()?, Kept::Document(_)) {
            open.clear()?;
        }
        Ok(matches!(open.read()?, Kept::Nothing))
    }
}
