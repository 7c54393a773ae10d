//! The operating systems whose browsers are known.

/// An operating system, as far as the places of browsers differ.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum System {
    /// Linux and other Unix systems that keep settings below `~/.config`.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl System {
    /// The system that this program was built for.
    pub const fn current() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Linux
        }
    }

    /// `path` in parts that can be compared: file names on Windows and macOS do not tell capitals from small letters.
    pub(super) fn parts(self, path: &str) -> Vec<String> {
        let separators: &[char] = match self {
            Self::Windows => &['/', '\\'],
            Self::Linux | Self::MacOs => &['/'],
        };
        path.strip_prefix(r"\\?\")
            .unwrap_or(path)
            .split(separators)
            .filter(|part| !part.is_empty() && *part != ".")
            .map(|part| match self {
                Self::Linux => part.to_owned(),
                Self::MacOs | Self::Windows => part.to_lowercase(),
            })
            .collect()
    }
}
