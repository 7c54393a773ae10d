//! The session: one step at a time.

use attune_apply::ports::{Answer, Operator, Prompt};
use attune_model::{Change, Outcome, Secret, Step, StepId, StepResult};

use super::Terminal;
use super::words::{HELP, Word};
use crate::runbook::{Visit, Wording, terminal, visit};

/// Somebody at a terminal who is told step by step what to do at the console.
#[derive(Debug)]
pub struct Session {
    terminal: Box<dyn Terminal>,
    wording: Wording,
    colour: bool,
    /// Who is there, once that was said.
    name: Option<String>,
    /// Who that may be.
    offered: Option<String>,
    /// How many steps came to their end.
    heard: usize,
    /// The step that was shown last.
    shown: Option<StepId>,
}

impl Session {
    /// A session at this terminal; `colour` lets names and values stand out.
    pub fn new(terminal: Box<dyn Terminal>, wording: Wording, colour: bool) -> Self {
        Self {
            terminal,
            wording,
            colour,
            name: None,
            offered: None,
            heard: 0,
            shown: None,
        }
    }

    /// With the name that what REST cannot show stands on. Without it the session asks once, and offers `otherwise`.
    #[must_use]
    pub fn named(mut self, name: Option<&str>, otherwise: Option<&str>) -> Self {
        self.name = name.and_then(tidy);
        self.offered = otherwise.and_then(tidy);
        self
    }

    /// The name; asked for once. `None` to stop.
    fn name(&mut self) -> Option<String> {
        if self.name.is_none() {
            let prompt = match &self.offered {
                Some(offered) => {
                    format!("Your name, for what REST cannot show [Enter for {offered}]: ")
                }
                None => "Your name, for what REST cannot show: ".to_owned(),
            };
            while self.name.is_none() {
                let typed = self.terminal.line(&prompt)?;
                self.name = tidy(&typed).or_else(|| self.offered.clone());
            }
        }
        self.name.clone()
    }

    fn show(&mut self, step: &Step, ask: Prompt<'_>) {
        let number = self.heard + 1;
        let title = terminal::clean(&step.change.title());
        let mut text = format!(
            "\nStep {number}: {title} ({})\n",
            terminal::clean(&step.id.0)
        );
        for risk in &step.risks {
            let what = terminal::clean(&risk.what);
            terminal::line(&mut text, &format!("  Mind ({}): ", risk.kind), &what);
        }
        let mut visit = visit(&step.change, &self.wording);
        match ask {
            Prompt::Draft if replaces_secret(step) => {
                visit.actions.truncate(1);
                visit.actions.push(
                    "Say done: attune asks for the secret, and puts it where it belongs before you save.".into(),
                );
            }
            Prompt::Draft => {
                visit.actions = vec![
                    "Fill the form with these values and have key and secret generated. Do not save yet.".into(),
                    "Say done: attune asks for both, and puts them where they belong before you save.".into(),
                ];
            }
            Prompt::Save { .. } => visit.actions.clear(),
            Prompt::Visit { .. } | Prompt::Again { .. } => {}
        }
        self.shown = Some(step.id.clone());
        text.push_str(&terminal::visit(&visit, self.colour));
        self.terminal.say(&text);
    }

    /// What an ask adds to the step.
    fn add(&mut self, step: &Step, ask: Prompt<'_>) {
        let text = match ask {
            Prompt::Visit { found: None } | Prompt::Draft => return,
            Prompt::Visit { found: Some(found) } => format!(
                "  {}; what REST does not show is still to be compared with the values above.\n",
                terminal::clean(found)
            ),
            Prompt::Save { key: _, place } if replaces_secret(step) => format!(
                "  The secret is in {}, and read back. Now save the form, with nothing else changed.\n  \
                 If it was closed since: open it again, enter the secret from there, and save.\n",
                terminal::clean(place)
            ),
            Prompt::Save { key, place } => format!(
                "  Key and secret are in {}, and read back. Now save the form.\n  \
                 If it was closed since: fill it again as above, with the key {} and the secret from there, and save.\n",
                terminal::clean(place),
                terminal::clean(key)
            ),
            Prompt::Again { missing } => {
                format!("  Not there yet: {}.\n", terminal::clean(missing))
            }
        };
        self.terminal.say(&text);
    }

    fn explain(&mut self, step: &Step) {
        let Visit { page, checks, .. } = visit(&step.change, &self.wording);
        let mut text = format!("  Because: {}.\n", step.reason.id().replace('-', " "));
        for risk in &step.risks {
            let what = terminal::clean(&risk.what);
            terminal::line(&mut text, &format!("  It risks ({}): ", risk.kind), &what);
        }
        terminal::list(
            &mut text,
            "  attune checks afterwards:",
            &checks,
            self.colour,
        );
        let proof = step.proof.to_string();
        terminal::line(&mut text, "  Best proof within reach: ", &proof);
        if let Some(source) = page.and_then(|page| self.wording.source(page)) {
            terminal::line(&mut text, "  The page is known from: ", source);
        }
        self.terminal.say(&text);
    }

    fn flaw(&mut self, flaw: Option<&str>) {
        if let Some(flaw) = flaw {
            self.terminal
                .say(&format!("  Not taken: {}.\n", terminal::clean(flaw)));
        }
    }
}

impl Operator for Session {
    async fn ask(&mut self, step: &Step, ask: Prompt<'_>) -> Answer {
        // Once is enough for the form that is filled first and saved later, and for what is not there yet.
        if self.shown.as_ref() != Some(&step.id) {
            self.show(step, ask);
        }
        self.add(step, ask);
        loop {
            let Some(line) = self.terminal.line("done, skip, stop, why, again, help> ") else {
                return Answer::Stop;
            };
            match Word::of(&line) {
                Word::Done => {
                    return self.name().map_or(Answer::Stop, |by| Answer::Done { by });
                }
                Word::Skip(why) => {
                    let why = why.as_deref().map(terminal::clean);
                    return Answer::Skip { why };
                }
                Word::Stop => return Answer::Stop,
                Word::Why => self.explain(step),
                Word::Again => {
                    self.show(step, ask);
                    self.add(step, ask);
                }
                Word::Help => self.terminal.say(HELP),
                Word::Nothing => {}
                Word::Other => self
                    .terminal
                    .say("  That is none of the words; help lists them.\n"),
            }
        }
    }

    async fn key(&mut self, _step: &Step, flaw: Option<&str>) -> Option<String> {
        self.flaw(flaw);
        self.terminal.line("Username (Key): ")
    }

    async fn secret(&mut self, _step: &Step, flaw: Option<&str>) -> Option<Secret> {
        self.flaw(flaw);
        self.terminal.hidden("Password (Secret), not shown: ")
    }

    async fn hear(&mut self, result: &StepResult) {
        self.heard += 1;
        let text = match &result.outcome {
            Outcome::Done {
                proof,
                evidence,
                at: _,
            } => format!("Done ({proof}): {evidence}"),
            Outcome::Pending { why } => format!("Waits: {why}"),
            Outcome::Failed { why } => format!("Failed: {why}"),
            Outcome::Skipped { because } => format!("Skipped: {because} was not done"),
        };
        let title = terminal::clean(&result.title);
        let number = self.heard;
        let text = terminal::clean(&text);
        self.terminal
            .say(&format!("Step {number}, {title}\n  {text}\n"));
    }
}

/// Whether the form of a step is one that is there, with another secret.
fn replaces_secret(step: &Step) -> bool {
    matches!(step.change, Change::RotateSecret { .. })
}

/// A name without what does not belong into one; `None` where nothing is left.
fn tidy(name: &str) -> Option<String> {
    let name = terminal::clean(name).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
