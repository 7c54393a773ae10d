//! Starting, and what is refused.

use attune_console::browser::{Browser, BrowserError, Launch, ProfileError, Sandbox};
use tempfile::TempDir;

use crate::stage::{Stage, launch, look, site, wires};

#[tokio::test]
async fn both_wires_work_and_what_the_profile_keeps_is_there_next_time() {
    for wire in wires() {
        let url = site(&[("/", "<script>document.cookie ??= ''</script>")]).await;
        let folder = TempDir::new().expect("a folder");
        let launch = Launch {
            wire,
            ..launch(&folder.path().join("profile"))
        };
        for expected in ["", "kept=1"] {
            let browser = Browser::launch(&launch).await.expect("a browser");
            let host = attune_console::browser::ConsoleHost::of(&url).expect("a host");
            let page = browser.open(&host, &url).await.expect("a page");
            assert_eq!(
                look::<String>(&page, "document.cookie").await,
                expected,
                "{wire:?}"
            );
            look::<String>(&page, "document.cookie = 'kept=1; max-age=1000'").await;
            browser.close().await.expect("closed");
        }
    }
}

#[tokio::test]
async fn a_second_start_on_one_profile_is_told() {
    let stage = Stage::new().await;
    let refused = Browser::launch(&stage.launch).await.expect_err("refused");
    assert!(
        matches!(refused, BrowserError::ProfileInUse(_)),
        "{refused}"
    );
}

#[tokio::test]
async fn a_browser_that_somebody_else_started_on_the_profile_is_told() {
    for wire in wires() {
        let stage = Stage::with(|launch| launch.wire = wire).await;
        // Another run of attune that was killed would leave its browser and let go of the lock.
        let lock = stage.launch.profile.join("attune.lock");
        std::fs::remove_file(&lock).expect("the lock");
        std::fs::File::create(&lock).expect("another lock");
        let refused = Browser::launch(&stage.launch).await.expect_err("refused");
        assert!(
            matches!(refused, BrowserError::ProfileInUse(_)),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn a_default_profile_is_refused_before_anything_starts() {
    let folder = TempDir::new().expect("a folder");
    let default = folder.path().join("chromium");
    let launch = Launch {
        default_profiles: vec![default.clone()],
        ..launch(&default)
    };
    let refused = Browser::launch(&launch).await.expect_err("refused");
    assert!(
        matches!(refused, BrowserError::Profile(ProfileError::Default { .. })),
        "{refused}"
    );
    assert!(!default.exists());
}

#[tokio::test]
async fn a_program_that_is_no_browser_is_told() {
    for wire in wires() {
        let folder = TempDir::new().expect("a folder");
        let mut launch = Launch {
            wire,
            ..launch(&folder.path().join("profile"))
        };
        launch.program = "/bin/false".into();
        let refused = Browser::launch(&launch).await.expect_err("refused");
        assert!(matches!(refused, BrowserError::NotUp { .. }), "{refused}");
        launch.program = folder.path().join("nothing");
        let refused = Browser::launch(&launch).await.expect_err("refused");
        assert!(
            matches!(
                refused,
                BrowserError::NotUp { .. } | BrowserError::Start { .. }
            ),
            "{refused}"
        );
    }
}

#[tokio::test]
async fn the_sandbox_is_on_unless_told() {
    let folder = TempDir::new().expect("a folder");
    let launch = Launch {
        sandbox: Sandbox::On,
        ..launch(&folder.path().join("profile"))
    };
    // Chromium refuses to run confined as root, and says so; anybody else gets a browser.
    match Browser::launch(&launch).await {
        Ok(browser) => browser.close().await.expect("closed"),
        Err(error) => {
            let words = error.to_string();
            assert!(words.contains("sandbox"), "{words}");
        }
    }
}
