//! A simulator, a browser, and a person at it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use attune_console::browser::{Launch, Sandbox, System, find_browser};
use attune_console::browser_console::{BrowserConsole, Hand, Patience, Setup, Stop, Tell};
use attune_model::{LevelId, LevelName, Observed, Outcome, Plan};
use attune_sim::operator::{Answer, Call, Content};
use attune_sim::{ConsoleOptions, Rendering, Tenant};
use tokio::sync::watch;
use url::Url;

use crate::support::Place;

/// A simulator, and a console that leads to it.
pub(crate) struct Stage {
    pub(crate) place: Place,
    pub(crate) console: BrowserConsole,
    pub(crate) stop: Stop,
    talk: Talk,
}

impl Stage {
    /// The tenant `contoso`, drawn or plain, and attune's own hands.
    pub(crate) async fn of(rendering: Rendering) -> Self {
        Self::with(Tenant::contoso(), rendering, Hand::Own).await
    }

    pub(crate) async fn with(mut tenant: Tenant, rendering: Rendering, hand: Hand) -> Self {
        tenant.console = ConsoleOptions {
            rendering,
            ..tenant.console
        };
        Self::raise(tenant, hand).await
    }

    pub(crate) async fn raise(tenant: Tenant, hand: Hand) -> Self {
        let place = Place::of(tenant).await;
        let talk = Talk::default();
        let console = Url::parse(&place.simulator.console_url()).expect("an address");
        let setup = setup(place.folder(), console, hand, &talk);
        let stop = setup.stop.clone();
        let mut stage = Self {
            place,
            console: BrowserConsole::new(setup),
            stop,
            talk,
        };
        stage.learn().await;
        stage
    }

    /// Lets the console know what REST lists just now.
    pub(crate) async fn learn(&mut self) {
        let observed = self.observe().await;
        self.console.learn(&observed);
    }

    pub(crate) async fn observe(&self) -> Observed {
        self.place.observe().await
    }

    /// What the console told its operator that has these words.
    pub(crate) fn told(&self, words: &str) -> Vec<String> {
        self.talk.told(words)
    }

    /// Waits until the console tells something with these words.
    pub(crate) fn heard(&self, words: &'static str) -> impl Future<Output = ()> + use<> {
        self.talk.heard(words)
    }

    /// Carries out a plan; what came of its steps.
    pub(crate) async fn apply(&mut self, plan: &Plan) -> Vec<Outcome> {
        self.place.apply(&mut self.console, plan).await
    }

    /// Lets something happen to each page that is loaded from now on: see `tests/support/human/human.js`.
    pub(crate) fn prank(&self, prank: &serde_json::Value) {
        let file = self.place.folder().join("human/prank.json");
        fs::write(file, prank.to_string()).expect("a file");
    }

    /// The file that asks attune to stop.
    pub(crate) fn stop_file(&self) -> PathBuf {
        self.place.folder().join("stop")
    }

    /// Signs everybody out.
    pub(crate) async fn end_sessions(&self) {
        let address = format!("{}simulator/sessions", self.place.simulator.console_url());
        let client = reqwest::Client::builder().no_proxy().build();
        let answer = client.expect("a client").delete(address).send().await;
        assert!(answer.expect("an answer").status().is_success());
    }

    /// What the simulator holds of a level.
    pub(crate) fn level(&self, level: LevelId) -> Content {
        let Answer::Level(content) = self.visit(Call::ReadLevel { level }) else {
            unreachable!("no level {level}")
        };
        content
    }

    pub(crate) fn level_named(&self, name: &str) -> LevelId {
        let name = LevelName::new(name);
        let found = self
            .place
            .simulator
            .with_tenant(|tenant| tenant.level_named(&name).map(|(id, _)| id));
        found.expect("a level")
    }

    /// Does something at the console without a browser.
    pub(crate) fn visit(&self, call: Call) -> Answer {
        let answer = self
            .place
            .simulator
            .with_tenant(|tenant| tenant.visit(call));
        answer.expect("an answer")
    }
}

/// What a console told its operator.
#[derive(Default)]
pub(crate) struct Talk(watch::Sender<Vec<String>>);

impl Talk {
    /// The lines that have these words.
    pub(crate) fn told(&self, words: &str) -> Vec<String> {
        let told = self.0.borrow();
        let lines = told.iter().filter(|it| it.contains(words));
        lines.cloned().collect()
    }

    /// Waits until something with these words is told.
    pub(crate) fn heard(&self, words: &'static str) -> impl Future<Output = ()> + use<> {
        let mut told = self.0.subscribe();
        async move {
            let heard = told.wait_for(|lines| lines.iter().any(|it| it.contains(words)));
            drop(heard.await.expect("a line"));
        }
    }
}

/// What a console is made of that keeps its things in `folder`.
pub(crate) fn setup(folder: &Path, console: Url, hand: Hand, talk: &Talk) -> Setup {
    let lines = talk.0.clone();
    Setup {
        launch: launch(folder),
        console,
        tenant: "contoso".to_owned(),
        hand,
        locators: None,
        stop: Stop::at(folder.join("stop")),
        patience: Patience {
            page: Duration::from_secs(10),
            sign_in: Duration::from_secs(6),
            hand: Duration::from_secs(20),
        },
        tell: Tell::new(move |line| lines.send_modify(|told| told.push(line.to_owned()))),
    }
}

/// A headless Chromium with a profile of its own and the person at it.
fn launch(folder: &Path) -> Launch {
    let program = find_browser(System::current(), &|name| std::env::var_os(name));
    let program = program.expect("a browser; `cargo xtask test` installs it");
    let human = folder.join("human");
    fs::create_dir(&human).expect("a folder");
    for name in ["human.js", "manifest.json"] {
        let support = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/support/human");
        fs::copy(support.join(name), human.join(name)).expect("a copy");
    }
    let start = folder.join("browser");
    let text = format!(
        "#!/bin/sh\nexec '{}' --load-extension='{}' --window-size=1280,1000 \"$@\"\n",
        program.display(),
        human.display()
    );
    fs::write(&start, text).expect("a file");
    fs::set_permissions(&start, fs::Permissions::from_mode(0o700)).expect("a program");
    Launch {
        headless: true,
        sandbox: Sandbox::OffForTests,
        ..Launch::new(start, PathBuf::from(folder).join("profile"), Vec::new())
    }
}
