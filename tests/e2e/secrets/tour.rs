//! Every command in every format, with everything that it said and left behind.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Place, Ran, Sim};

/// What was said on the way, and where.
pub(crate) struct Tour {
    said: String,
    folder: PathBuf,
    /// What attune itself signs in with.
    own: [String; 2],
}

impl Tour {
    /// Plans, applies, looks and takes back, with the log at its most talkative.
    pub(crate) fn through(sim: &Sim, place: &Place, environment: &[(&str, &str)]) -> Self {
        let mut tour = Self::start(sim, place);
        let mut go = |line: &str, codes: &[i32]| tour.run(sim, place, environment, line, codes);
        for format in ["text", "json", "markdown", "html"] {
            go(
                &format!("plan -f tasky.yaml --full --format {format}"),
                &[0],
            );
        }
        go("plan -f tasky.yaml --out plan.json", &[0]);
        for format in ["text", "json", "markdown", "html"] {
            go(&format!("show plan.json --format {format}"), &[0]);
        }
        // Nobody is at the console: the checklist is written.
        go("apply -f tasky.yaml --auto-approve --console none", &[5]);
        go(
            "apply -f tasky.yaml --auto-approve --console simulated --format json \
             --report text=report.txt --report markdown=report.md --report html=report.html",
            &[0],
        );
        go("plan -f tasky.yaml --detailed-exitcode", &[0]);
        for format in ["text", "json"] {
            go(
                &format!("drift -f tasky.yaml --format {format} --prometheus a.prom"),
                &[0],
            );
            go(
                &format!("verify -f tasky.yaml --probe-impersonation --format {format}"),
                &[0],
            );
            go(&format!("audit -f tasky.yaml --format {format}"), &[0, 2]);
            go(
                &format!("ledger show -f tasky.yaml --format {format}"),
                &[0],
            );
        }
        go("capture -f tasky.yaml --console simulated", &[0]);
        go("import --stdout --console simulated", &[0]);
        go("undo -f tasky.yaml", &[64]);
        go(
            "undo -f tasky.yaml --auto-approve --allow all --console simulated",
            &[0, 1, 5],
        );
        assert!(tour.said.contains("Resources/query"), "the log was on");
        tour
    }

    /// Nothing yet.
    pub(crate) fn start(sim: &Sim, place: &Place) -> Self {
        Self {
            said: String::new(),
            folder: place.folder.path().to_owned(),
            own: [sim.secret.clone(), sim.integration_code.clone()],
        }
    }

    /// One command more.
    pub(crate) fn run(
        &mut self,
        sim: &Sim,
        place: &Place,
        environment: &[(&str, &str)],
        line: &str,
        codes: &[i32],
    ) -> Ran {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let mut command = place.command(Some(sim), &arguments);
        command.env("ATTUNE_LOG", "trace");
        command.envs(environment.iter().copied());
        let ran = Ran::of(&mut command);
        assert!(
            codes.contains(&ran.code),
            "{line}: exit {}\n{}\n{}",
            ran.code,
            ran.stdout,
            ran.stderr
        );
        self.hear(&ran.stdout);
        self.hear(&ran.stderr);
        ran
    }

    /// Something more that was said.
    pub(crate) fn hear(&mut self, said: &str) {
        self.said.push_str(said);
    }

    /// Everything that was said and every file is free of attune's own secrets and, but for files of these names, of the
    /// new one and its halves.
    #[track_caller]
    pub(crate) fn holds_only(&self, secret: &str, its_own: &[&str]) {
        assert_eq!(secret.len(), 25);
        let mut files = Vec::new();
        every_file(&self.folder, &mut files);
        let (first, last) = secret.split_at(secret.len() / 2);
        let [one, other] = &self.own;
        for part in [first, last, one, other] {
            assert!(!self.said.contains(part), "a secret was said");
            for (name, content) in &files {
                let holds = written(part).iter().any(|part| holds(content, part));
                let may = secret.contains(part) && its_own.iter().any(|own| name.ends_with(own));
                assert_eq!(holds, may, "{name}");
            }
        }
    }
}

/// How programs keep a text: browsers have it in two bytes a character too.
fn written(text: &str) -> [Vec<u8>; 2] {
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
    [text.as_bytes().to_vec(), wide.collect()]
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// Links lead to what is found anyway, or nowhere.
fn every_file(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() {
            every_file(&path, found);
        } else if kind.is_file() {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}
