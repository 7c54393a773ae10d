//! What an operator may answer at the prompt.

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Done,
    Skip(Option<String>),
    Stop,
    Why,
    Again,
    Help,
    /// An empty line.
    Nothing,
    /// No word that is known.
    Other,
}

/// What the words do.
pub(super) const HELP: &str = "  done        it is done; attune looks over REST at once\n  \
     skip [WHY]  leave it, and what needs it, for another time\n  \
     stop        leave this and everything after it; `attune apply --resume` goes on later\n  \
     why         why it is to be done, what it risks, what is checked, where this is from\n  \
     again       show the step again\n  \
     help        this list\n";

impl Word {
    /// A line that was typed.
    pub(super) fn of(line: &str) -> Self {
        let line = line.trim();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word.to_lowercase().as_str() {
            "" => Self::Nothing,
            "done" | "d" | "look" => Self::Done,
            "skip" | "s" => {
                let why = rest.trim();
                Self::Skip((!why.is_empty()).then(|| why.to_owned()))
            }
            "stop" | "quit" | "q" => Self::Stop,
            "why" | "w" => Self::Why,
            "again" | "a" => Self::Again,
            "help" | "h" | "?" => Self::Help,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood() {
        assert_eq!(Word::of(" Done "), Word::Done);
        assert_eq!(Word::of("look"), Word::Done);
        assert_eq!(Word::of("skip"), Word::Skip(None));
        assert_eq!(
            Word::of("skip  vendor is away "),
            Word::Skip(Some("vendor is away".to_owned()))
        );
        assert_eq!(Word::of("stop"), Word::Stop);
        assert_eq!(Word::of("?"), Word::Help);
        assert_eq!(Word::of(""), Word::Nothing);
        assert_eq!(Word::of("yes"), Word::Other);
    }
}
