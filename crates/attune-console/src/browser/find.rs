//! Where browsers are installed.

use std::ffi::OsString;
use std::path::PathBuf;

use super::System;

/// Names on the search path of Linux, best first.
const LINUX: [&str; 6] = [
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
];

/// Places below `/` and below the home folder of macOS.
const MAC_OS: [&str; 3] = [
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Places below the program folders of Windows.
const WINDOWS: [&str; 3] = [
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
    r"Chromium\Application\chrome.exe",
];

/// The places where Chrome, Edge or Chromium may stand, best first. `variable` reads the environment.
fn places(system: System, variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let folder = |name: &str| variable(name).map(PathBuf::from);
    match system {
        System::Linux => {
            let path = variable("PATH").unwrap_or_default();
            // An empty entry would be the folder in which attune was started.
            let named = std::env::split_paths(&path).filter(|it| !it.as_os_str().is_empty());
            let folders: Vec<PathBuf> = named.collect();
            LINUX
                .iter()
                .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
                .collect()
        }
        System::MacOs => MAC_OS
            .iter()
            .flat_map(|place| {
                [Some(PathBuf::from("/")), folder("HOME")]
                    .into_iter()
                    .flatten()
                    .map(move |root| root.join(place))
            })
            .collect(),
        System::Windows => WINDOWS
            .iter()
            .flat_map(|place| {
                ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
                    .into_iter()
                    .filter_map(folder)
                    .map(move |root| root.join(place))
            })
            .collect(),
    }
}

/// The first installed browser: Chrome, then Edge or Chromium as the system prefers. `variable` reads the environment
/// (`PATH`, `HOME`, `ProgramFiles`, `LOCALAPPDATA`).
pub fn find_browser(
    system: System,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Option<PathBuf> {
    places(system, variable)
        .into_iter()
        .find(|place| place.is_file())
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    fn shown(system: System) -> String {
        let variable = |name: &str| {
            let value = match name {
                "PATH" => "/usr/bin",
                "HOME" => "/Users/pat",
                "ProgramFiles" => r"C:\Program Files",
                "LOCALAPPDATA" => r"C:\Users\pat\AppData\Local",
                _ => return None,
            };
            Some(value.into())
        };
        places(system, &variable)
            .iter()
            // Tests of Windows' places join with the separator of the system that runs them.
            .map(|place| place.to_string_lossy().replace(r"Files/", r"Files\"))
            .map(|place| place.replace(r"Local/", r"Local\"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_program_is_never_looked_for_in_the_present_folder() {
        for path in [None, Some(""), Some(":")] {
            let variable = |name: &str| path.filter(|_| name == "PATH").map(Into::into);
            assert_eq!(places(System::Linux, &variable), Vec::<PathBuf>::new());
        }
    }

    #[test]
    fn places_of_each_system() {
        assert_snapshot!(shown(System::Linux), @"
        /usr/bin/google-chrome-stable
        /usr/bin/google-chrome
        /usr/bin/chromium
        /usr/bin/chromium-browser
        /usr/bin/microsoft-edge-stable
        /usr/bin/microsoft-edge
        ");
        assert_snapshot!(shown(System::MacOs), @"
        /Applications/Google Chrome.app/Contents/MacOS/Google Chrome
        /Users/pat/Applications/Google Chrome.app/Contents/MacOS/Google Chrome
        /Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge
        /Users/pat/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge
        /Applications/Chromium.app/Contents/MacOS/Chromium
        /Users/pat/Applications/Chromium.app/Contents/MacOS/Chromium
        ");
        assert_snapshot!(shown(System::Windows), @r"
        C:\Program Files\Google\Chrome\Application\chrome.exe
        C:\Users\pat\AppData\Local\Google\Chrome\Application\chrome.exe
        C:\Program Files\Microsoft\Edge\Application\msedge.exe
        C:\Users\pat\AppData\Local\Microsoft\Edge\Application\msedge.exe
        C:\Program Files\Chromium\Application\chrome.exe
        C:\Users\pat\AppData\Local\Chromium\Application\chrome.exe
        ");
    }
}
