//! Credentials that are moved out of the way of new ones.

use attune_model::CredentialSink;

use super::{Kept, SecretSinks, SinkError};

impl SecretSinks {
    /// Makes sure that what is there can be set aside: nothing else is where it goes.
    pub(crate) fn prepare_aside(
        &self,
        sink: &CredentialSink,
        aside: &CredentialSink,
    ) -> Result<(), SinkError> {
        let open = self.open(sink);
        if !open.can_be_read() {
            return Ok(());
        }
        match (open.read()?, self.open(aside).read()?) {
            (Kept::OutOfReach(why), _) => Err(self.out_of_reach(sink, why)),
            (Kept::Document(one), Kept::Document(other)) if !open.is_same(&one, &other) => {
                Err(self.occupied(aside))
            }
            (Kept::Document(_) | Kept::Nothing, _) => Ok(()),
        }
    }

    /// Moves credentials whose key is `known` out of the way, to [`CredentialSink::aside`], say.
    ///
    /// What is not there or has another key stays as it is; encrypted credentials that attune cannot open are moved. What
    /// a command without `fetch` keeps cannot be moved.
    pub(crate) fn set_aside(
        &self,
        sink: &CredentialSink,
        aside: &CredentialSink,
        known: impl Fn(&str) -> bool,
    ) -> Result<(), SinkError> {
        let open = self.open(sink);
        let Kept::Document(kept) = open.read()? else {
            return Ok(());
        };
        match open.open(&kept) {
            Ok(Some(held)) if !known(&held.key) => return Ok(()),
            Ok(None) => return Err(self.occupied(sink)),
            Ok(Some(_)) | Err(_) => {}
        }
        let opened = self.open(aside);
        // What an interrupted move left is there twice.
        let is_there =
            matches!(opened.read()?, Kept::Document(other) if open.is_same(&other, &kept));
        if !is_there {
            self.keep(aside, opened.as_ref(), &kept)?;
        }
        open.clear()
    }
}
