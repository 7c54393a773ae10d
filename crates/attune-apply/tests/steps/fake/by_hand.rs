//! A person at the console who follows a script.

use std::collections::VecDeque;
use std::fmt::Write as _;

use attune_apply::ports::{Answer, Console as _, Operator as Asked, Prompt};
use attune_model::{
    ApiUserRef, Change, Credentials, Field, FieldValue, LevelEdit, LevelId, LevelRef, Outcome,
    Secret, Step, StepResult,
};

use super::{Operator, World};

/// What the person does when asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// Does what is asked, and says so.
    Do,
    /// Says so.
    Lie,
    /// Does it, and gives no name.
    Unnamed,
    Skip,
    SkipFor(&'static str),
    Stop,
    /// Types this, where the key or the secret is asked for.
    Type(&'static str),
    /// Never answers: attune is killed.
    Never,
}

pub(crate) struct ByHand<'a> {
    world: &'a World,
    moves: VecDeque<Move>,
    key: String,
    said: String,
}

impl<'a> ByHand<'a> {
    pub(crate) fn new(world: &'a World, moves: Vec<Move>) -> Self {
        Self {
            world,
            moves: moves.into(),
            key: String::new(),
            said: String::new(),
        }
    }

    /// What was said to the person; the script must be used up.
    pub(crate) fn said(self) -> String {
        assert!(self.moves.is_empty(), "left over: {:?}", self.moves);
        self.said
    }

    fn say(&mut self, text: &str) {
        writeln!(self.said, "{text}").unwrap();
    }

    fn next(&mut self, what: &str) -> Move {
        self.moves
            .pop_front()
            .unwrap_or_else(|| panic!("nobody expects: {what}\n{}", self.said))
    }

    /// What the step says, done on the pages.
    async fn carry_out(&self, step: &Step) {
        let mut pages = Operator(self.world, None);
        match &step.change {
            Change::CopyLevel {
                base,
                name,
                active,
                cells,
                ..
            } => {
                let copy = pages.copy_level(id(base)).await.unwrap();
                let cells = cells
                    .iter()
                    .map(|(cell, change)| (cell.clone(), change.after.clone()));
                let edit = LevelEdit {
                    name: Some(name.clone()),
                    active: Some(*active),
                    cells: cells.collect(),
                };
                pages.save_level(copy, &edit).await.unwrap();
            }
            Change::EditLevel {
                level,
                rename,
                active,
                cells,
                ..
            } => {
                let cells = cells
                    .iter()
                    .map(|(cell, change)| (cell.clone(), change.after.clone()));
                let edit = LevelEdit {
                    name: rename.clone(),
                    active: active
                        .as_ref()
                        .map(|change| change.after == FieldValue::Flag(true)),
                    cells: cells.collect(),
                };
                pages.save_level(id(level), &edit).await.unwrap();
            }
            Change::CreateApiUser { form, .. } => {
                let credentials = Credentials {
                    key: self.key.clone(),
                    secret: Secret::new("hush"),
                };
                let level = id(&form.level);
                pages
                    .save_api_user(form, level, &credentials)
                    .await
                    .unwrap();
            }
            Change::RetireApiUser { user, .. } => {
                let fields = [(Field::IsActive, FieldValue::Flag(false))].into();
                pages.update_api_user(user.id, &fields).await.unwrap();
            }
            Change::RotateSecret { user, .. } => {
                let text = std::fs::read(self.world.folder.path().join("tasky.json")).unwrap();
                let held: serde_json::Value = serde_json::from_slice(&text).unwrap();
                let secret = Secret::new(held["secret"].as_str().unwrap());
                pages.save_secret(user.id, &secret).await.unwrap();
            }
            Change::UpdateApiUser { user, fields, .. } => {
                let fields = fields
                    .iter()
                    .map(|(field, change)| (*field, change.after.clone()))
                    .collect();
                pages.update_api_user(user.id, &fields).await.unwrap();
            }
            Change::SetProtectedData { user, after, .. } => {
                let ApiUserRef::Existing(user) = user else {
                    panic!("{user} has no number");
                };
                pages.set_protected_data(user.id, after).await.unwrap();
            }
            Change::AssignLevel { person, after, .. } => {
                pages.assign_level(person.id, id(after)).await.unwrap();
            }
            other
            @ (Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } | Change::Check(_)) => {
                panic!("nobody's hand is needed for {other:?}")
            }
        }
    }
}

fn id(level: &LevelRef) -> LevelId {
    match level {
        LevelRef::Existing { id, .. } => *id,
        LevelRef::Planned { name, .. } => panic!("{name} has no number"),
    }
}

impl Asked for ByHand<'_> {
    async fn ask(&mut self, step: &Step, ask: Prompt<'_>) -> Answer {
        let text = match ask {
            Prompt::Visit { found: None } => format!("{}: do", step.id),
            Prompt::Visit { found: Some(found) } => format!("{}: do; {found}", step.id),
            Prompt::Draft => format!("{}: fill in, do not save", step.id),
            Prompt::Save { key, place: _ } => format!("{}: save, with {key}", step.id),
            Prompt::Again { missing } => format!("{}: again? {missing}", step.id),
        };
        self.say(&text);
        let next = self.next(&text);
        if matches!(next, Move::Do | Move::Unnamed) && ask != Prompt::Draft {
            self.carry_out(step).await;
        }
        match next {
            Move::Do | Move::Lie => Answer::Done {
                by: "Pat".to_owned(),
            },
            Move::Unnamed => Answer::Done { by: " ".to_owned() },
            Move::Skip => Answer::Skip { why: None },
            Move::SkipFor(why) => Answer::Skip {
                why: Some(why.to_owned()),
            },
            Move::Stop => Answer::Stop,
            Move::Never => std::future::pending().await,
            Move::Type(text) => panic!("{text} is not asked for: {}", self.said),
        }
    }

    async fn key(&mut self, step: &Step, flaw: Option<&str>) -> Option<String> {
        let text = format!("{}: key? {}", step.id, flaw.unwrap_or_default());
        self.say(text.trim_end());
        match self.next(&text) {
            Move::Type(text) => {
                text.clone_into(&mut self.key);
                Some(text.to_owned())
            }
            Move::Stop => None,
            other @ (Move::Do
            | Move::Lie
            | Move::Unnamed
            | Move::Skip
            | Move::SkipFor(_)
            | Move::Never) => panic!("{other:?} is no key: {}", self.said),
        }
    }

    async fn secret(&mut self, step: &Step, flaw: Option<&str>) -> Option<Secret> {
        let text = format!("{}: secret? {}", step.id, flaw.unwrap_or_default());
        self.say(text.trim_end());
        match self.next(&text) {
            Move::Type(text) => Some(Secret::new(text)),
            Move::Stop => None,
            Move::Never => std::future::pending().await,
            other @ (Move::Do | Move::Lie | Move::Unnamed | Move::Skip | Move::SkipFor(_)) => {
                panic!("{other:?} is no secret: {}", self.said)
            }
        }
    }

    async fn hear(&mut self, result: &StepResult) {
        let text = match &result.outcome {
            Outcome::Done {
                proof, evidence, ..
            } => format!("{}: {proof}: {evidence}", result.step),
            Outcome::Pending { why } => format!("{} waits: {why}", result.step),
            Outcome::Failed { why } => format!("{} failed: {why}", result.step),
            Outcome::Skipped { because } => format!("{} skipped: {because}", result.step),
        };
        self.say(&text);
    }
}
