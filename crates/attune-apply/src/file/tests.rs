//! Old or new, never half; links, permissions, leftovers, and what cannot be written.

use std::io::Read as _;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn replace(path: &Path, text: &str) -> Result<(), FileError> {
    put(path, text.as_bytes(), Readers::All, Existing::Replaced)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// What is in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The words for a failure, without the temporary folder.
fn words(folder: &TempDir, error: &FileError) -> String {
    error
        .to_string()
        .replace(&folder.path().display().to_string(), "here")
}

#[test]
fn who_reads_meanwhile_keeps_the_old_content_and_nothing_stays_beside() {
    let folder = folder();
    let path = folder.path().join("plan.json");
    replace(&path, "old").unwrap();
    let mut reader = File::open(&path).unwrap();
    replace(&path, "new").unwrap();
    let mut seen = String::new();
    reader.read_to_string(&mut seen).unwrap();
    assert_eq!((seen.as_str(), read(&path).as_str()), ("old", "new"));
    assert_eq!(names(folder.path()), ["plan.json"]);
}

#[test]
fn what_is_there_can_be_kept() {
    let folder = folder();
    let path = folder.path().join("attune.yaml");
    fs::write(&path, "mine").unwrap();
    let error = put(&path, b"new", Readers::All, Existing::Kept).unwrap_err();
    assert_eq!(error.cause.kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(read(&path), "mine");
    assert_eq!(names(folder.path()), ["attune.yaml"]);
}

#[test]
fn what_killed_writers_left_is_removed_and_what_others_write_is_not() {
    let folder = folder();
    let path = folder.path().join("plan.json");
    let leftover = folder.path().join(".plan.json.tmp-aB3dE6");
    let of_another = folder.path().join(".plan.json5.tmp-aB3dE6");
    let at_work = beside::make(&path, Readers::All).unwrap();
    fs::write(&leftover, "hal").unwrap();
    fs::write(&of_another, "hal").unwrap();
    assert!(is_unfinished(".plan.json.tmp-aB3dE6") && !is_unfinished("plan.json"));
    replace(&path, "whole").unwrap();
    assert_eq!(
        (
            leftover.exists(),
            of_another.exists(),
            at_work.path().exists()
        ),
        (false, true, true)
    );
}

#[cfg(unix)]
#[test]
fn a_folder_or_a_file_in_the_way_is_named() {
    let folder = folder();
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("note"), "mine").unwrap();
    let refused = |path: &str| {
        let error = replace(&folder.path().join(path), "new").unwrap_err();
        words(&folder, &error)
    };
    assert_snapshot!(refused("plans"), @"here/plans: is a directory");
    assert_snapshot!(refused("note/plan.json"), @"here/note/plan.json: Not a directory (os error 20)");
    assert_eq!(names(folder.path()), ["note", "plans"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_mode_of_what_is_there_is_kept_and_new_files_are_for_their_readers() {
        let folder = folder();
        let path = folder.path().join("attune.yaml");
        fs::write(&path, "old").unwrap();
        for kept in [0o640, 0o444] {
            fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
            replace(&path, "new").unwrap();
            assert_eq!(mode(&path), kept);
        }
        let secret = folder.path().join("a/b/tasky.json");
        put(&secret, b"new", Readers::Owner, Existing::Kept).unwrap();
        assert_eq!(mode(&secret), 0o600);
        assert_eq!(mode(&folder.path().join("a")), 0o700);
        assert_eq!(mode(&folder.path().join("a/b")), 0o700);
    }

    #[test]
    fn a_file_for_its_owner_is_so_from_the_first_byte() {
        let folder = folder();
        let beside = beside::make(&folder.path().join("tasky.json"), Readers::Owner).unwrap();
        assert_eq!(mode(beside.path()), 0o600);
    }

    #[test]
    fn a_link_stays_and_its_file_is_written() {
        let folder = folder();
        fs::create_dir(folder.path().join("shared")).unwrap();
        let shared = folder.path().join("shared/attune.yaml");
        fs::write(&shared, "old").unwrap();
        let link = folder.path().join("attune.yaml");
        symlink("shared/attune.yaml", &link).unwrap();
        replace(&link, "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(read(&shared), "new");
        fs::remove_file(&shared).unwrap();
        let error = replace(&link, "new").unwrap_err();
        assert_snapshot!(words(&folder, &error), @"here/attune.yaml: it is a link to a file that is not there");
        let error = put(&link, b"new", Readers::Owner, Existing::Kept).unwrap_err();
        assert_eq!(error.cause.kind(), io::ErrorKind::AlreadyExists);
        assert!(link.is_symlink());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_written_to_and_stays_one() {
        use std::os::unix::fs::FileTypeExt as _;
        replace(Path::new("/dev/null"), "gone").unwrap();
        let there = fs::metadata("/dev/null").unwrap();
        assert!(there.file_type().is_char_device());
        let error = replace(Path::new("/dev/full"), "too much").unwrap_err();
        assert_snapshot!(error, @"/dev/full: No space left on device (os error 28)");
    }
}
