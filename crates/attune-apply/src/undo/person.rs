//! Back to the level that somebody held.

use attune_model::{Change, Field, FieldValue, LevelRef, Person, Proof};

use super::{Inverse, Inverted};

impl Inverse<'_> {
    pub(super) fn assign_level(
        &mut self,
        person: &Person,
        before: &LevelRef,
        after: &LevelRef,
    ) -> Option<Inverted> {
        let Some((back, given)) = self
            .run
            .made
            .level_id(before)
            .zip(self.run.made.level_id(after))
        else {
            self.leave(format!(
                "{person}: left as they are, the ledger does not tell which levels were meant"
            ));
            return None;
        };
        let Some(held) = self
            .after
            .resources
            .get(&person.id)
            .map(|known| known.level)
        else {
            self.leave(format!("{person}: REST does not list them any more"));
            return None;
        };
        if held != given {
            self.leave(format!(
                "{person}: left as they are, somebody gave them another level than \"{}\" since",
                after.name()
            ));
            return None;
        }
        let is_active = self.after.levels.get(&back).map(|level| level.active);
        if is_active != Some(true) {
            self.leave(format!(
                "{person}: left at \"{}\", since \"{}\" is not active any more",
                after.name(),
                before.name()
            ));
            return None;
        }
        let change = Change::AssignLevel {
            person: person.clone(),
            before: self.after.level(given).unwrap_or_else(|| after.clone()),
            after: self.after.level(back)?,
        };
        let fields = [(Field::UserType, FieldValue::Number(back.0))];
        self.after.set(person.id, &fields.into());
        Some(Inverted {
            change,
            channel: self.after.channel([Field::UserType]),
            proof: Proof::RestFact,
            needs: self.activating(back),
        })
    }
}
