//! The profiles that browsers use by default, and the refusal of them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::ProfileError;
use crate::browser::System;

/// Below `~/.config` (or `XDG_CONFIG_HOME`, `CHROME_CONFIG_HOME`).
const LINUX: [&str; 8] = [
    "google-chrome",
    "google-chrome-beta",
    "google-chrome-unstable",
    "google-chrome-for-testing",
    "chromium",
    "microsoft-edge",
    "microsoft-edge-beta",
    "microsoft-edge-dev",
];

/// Below the home folder: where packages in a sandbox keep them.
const LINUX_PACKAGED: [&str; 4] = [
    "snap/chromium/common/chromium",
    ".var/app/com.google.Chrome/config/google-chrome",
    ".var/app/com.microsoft.Edge/config/microsoft-edge",
    ".var/app/org.chromium.Chromium/config/chromium",
];

/// Below `~/Library/Application Support`.
const MAC_OS: [&str; 10] = [
    "Google/Chrome",
    "Google/Chrome Beta",
    "Google/Chrome Dev",
    "Google/Chrome Canary",
    "Google/Chrome for Testing",
    "Chromium",
    "Microsoft Edge",
    "Microsoft Edge Beta",
    "Microsoft Edge Dev",
    "Microsoft Edge Canary",
];

/// Below `%LOCALAPPDATA%`.
const WINDOWS: [&str; 10] = [
    r"Google\Chrome\User Data",
    r"Google\Chrome Beta\User Data",
    r"Google\Chrome Dev\User Data",
    r"Google\Chrome SxS\User Data",
    r"Google\Chrome for Testing\User Data",
    r"Chromium\User Data",
    r"Microsoft\Edge\User Data",
    r"Microsoft\Edge Beta\User Data",
    r"Microsoft\Edge Dev\User Data",
    r"Microsoft\Edge SxS\User Data",
];

/// The folders that Chrome, Edge and Chromium use when they are not told another. Source: Chromium's
/// `docs/user_data_dir.md` and Microsoft's list of Edge's channels. `variable` reads the environment.
pub fn default_profiles(
    system: System,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Vec<PathBuf> {
    let folder = |name: &str| variable(name).map(PathBuf::from);
    let home = folder("HOME");
    let below = |root: &Path, names: &[&str]| -> Vec<PathBuf> {
        names.iter().map(|name| root.join(name)).collect()
    };
    match system {
        System::Linux => {
            let usual = home.as_ref().map(|home| home.join(".config"));
            let configured = [
                usual,
                folder("XDG_CONFIG_HOME"),
                folder("CHROME_CONFIG_HOME"),
            ];
            configured
                .iter()
                .flatten()
                .flat_map(|root| below(root, &LINUX))
                .chain(home.iter().flat_map(|home| below(home, &LINUX_PACKAGED)))
                .collect()
        }
        System::MacOs => home
            .iter()
            .map(|home| home.join("Library/Application Support"))
            .flat_map(|root| below(&root, &MAC_OS))
            .collect(),
        System::Windows => folder("LOCALAPPDATA")
            .iter()
            .flat_map(|root| below(root, &WINDOWS))
            .collect(),
    }
}

/// Refuses a `folder` that is one of `defaults`, lies in one, or contains one. Compares names only: whoever calls it has
/// resolved links and `..`. Chrome 136 and newer refuse to be driven on their default profile; older ones and some
/// distributions do not, so the browser cannot be relied on.
pub fn refuse_default_profile(
    system: System,
    folder: &Path,
    defaults: &[PathBuf],
) -> Result<(), ProfileError> {
    let parts = system.parts(&folder.to_string_lossy());
    for default in defaults {
        let other = system.parts(&default.to_string_lossy());
        if parts.starts_with(&other) || other.starts_with(&parts) {
            return Err(ProfileError::Default {
                folder: folder.to_owned(),
                default: default.clone(),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each of the folders is refused.
    fn refused(system: System, folders: &[&str]) -> Vec<bool> {
        let variable = |name: &str| {
            let value = match (system, name) {
                (System::Linux, "HOME") => "/home/pat",
                (System::Linux, "XDG_CONFIG_HOME") => "/srv/config",
                (System::MacOs, "HOME") => "/Users/pat",
                (System::Windows, "LOCALAPPDATA") => r"C:\Users\pat\AppData\Local",
                _ => return None,
            };
            Some(value.into())
        };
        let defaults = default_profiles(system, &variable);
        folders
            .iter()
            .map(|folder| refuse_default_profile(system, Path::new(folder), &defaults).is_err())
            .collect()
    }

    #[test]
    fn linux() {
        assert_eq!(
            refused(
                System::Linux,
                &[
                    "/home/pat/.config/google-chrome",
                    "/home/pat/.config/chromium/Default",
                    "/home/pat",
                    "/",
                    "/srv/config/microsoft-edge/",
                    "/home/pat/snap/chromium/common/chromium",
                ]
            ),
            [true; 6]
        );
        assert_eq!(
            refused(
                System::Linux,
                &[
                    "/home/pat/.config/google-chrome-attune",
                    "/home/pat/.local/state/attune/browser",
                    "/home/pat/.config/Google-Chrome",
                    "/home/sam/.config/chromium",
                ]
            ),
            [false; 4]
        );
    }

    #[test]
    fn mac_os() {
        assert_eq!(
            refused(
                System::MacOs,
                &[
                    "/Users/pat/Library/Application Support/Google/Chrome",
                    "/users/pat/library/application support/microsoft edge/Default",
                    "/Users/pat/Library",
                ]
            ),
            [true; 3]
        );
        assert_eq!(
            refused(
                System::MacOs,
                &["/Users/pat/Library/Application Support/attune/browser"]
            ),
            [false]
        );
    }

    #[test]
    fn windows() {
        assert_eq!(
            refused(
                System::Windows,
                &[
                    r"C:\Users\pat\AppData\Local\Google\Chrome\User Data",
                    r"c:\users\PAT\appdata\local\microsoft\edge\user data\Default",
                    r"\\?\C:\Users\pat\AppData\Local\Google\Chrome\User Data\",
                    "C:/Users/pat/AppData/Local/Chromium/User Data",
                    r"C:\Users\pat\AppData",
                    r"C:\",
                ]
            ),
            [true; 6]
        );
        assert_eq!(
            refused(
                System::Windows,
                &[
                    r"C:\Users\pat\AppData\Local\attune\browser",
                    r"C:\Users\pat\AppData\Local\Google\Chrome\User Data 2",
                    r"D:\Users\pat\AppData\Local\Chromium\User Data",
                ]
            ),
            [false; 3]
        );
    }
}
