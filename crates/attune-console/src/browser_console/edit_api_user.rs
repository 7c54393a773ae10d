//! Setting fields of an API user that is there.

use std::collections::BTreeMap;

use attune_apply::ports::ConsoleError;
use attune_model::catalogue::Terms;
use attune_model::{Field, FieldValue, ResourceId};

use super::desk::Desk;
use super::fill::require_only;
use super::script::Spot;
use super::trouble::Trouble;
use super::wanted::{self, Task, Wanted};
use crate::extract::{Control, Extract, Holds, plain};
use crate::locators::PageKind;
use crate::locators::known::{NO, YES};
use crate::reading::{PageError, control_of_form, level_name};

impl Desk {
    /// Sets these fields and saves.
    pub(super) async fn update_api_user(
        &mut self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), ConsoleError> {
        match self.fill_api_user(id, fields).await {
            Ok(()) => self.save().await,
            Err(trouble) => Err(self.abandon(trouble).await),
        }
    }

    async fn fill_api_user(
        &mut self,
        id: ResourceId,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<(), Trouble> {
        let (extract, reading) = self.open_api_user(id).await?;
        if reading.id.is_none() {
            return Err(Trouble::Guard(
                "the address of the page does not say which API user it shows".to_owned(),
            ));
        }
        let tasks = self.form_tasks(&extract, fields)?;
        self.announce();
        self.fill(PageKind::ApiUser, &tasks).await?;
        let after = self.glance().await?;
        require_only(&extract, &after, |spot| {
            tasks.iter().any(|task| task.spot == *spot)
        })
    }

    /// The controls that fields of the form are.
    pub(super) fn form_tasks(
        &self,
        extract: &Extract,
        fields: &BTreeMap<Field, FieldValue>,
    ) -> Result<Vec<Task>, Trouble> {
        let mut tasks = Vec::new();
        for (field, value) in fields {
            match (field, value) {
                (Field::LinesOfBusiness, FieldValue::List(lines)) => {
                    let label = field.label();
                    let is_line = |control: &&Control| {
                        self.locators
                            .is(&control.at.group, label, &Terms::default())
                            && matches!(control.holds, Holds::Box(_))
                            && control.at.row != plain(Field::ViewsUnassigned.label())
                    };
                    let boxes: Vec<&Control> = extract.controls.iter().filter(is_line).collect();
                    if let Some(line) = lines
                        .iter()
                        .find(|line| !boxes.iter().any(|it| it.at.row == plain(line)))
                    {
                        return Err(Trouble::Guard(format!(
                            "the form has no line of business `{line}` to tick"
                        )));
                    }
                    tasks.extend(boxes.into_iter().map(|control| Task {
                        spot: Spot::of(control.at.clone()),
                        wanted: Wanted::Ticked(lines.iter().any(|it| plain(it) == control.at.row)),
                    }));
                }
                (_, value) => {
                    let control = self.labelled(extract, field.label())?;
                    tasks.push(Task {
                        spot: Spot::of(control.at.clone()),
                        wanted: self.of_field(control, *field, value)?,
                    });
                }
            }
        }
        // Other formats may follow from the internal location.
        let location = self.spoken(Field::LocationId.label());
        tasks.sort_by_key(|task| !location.contains(&task.spot.at.row));
        Ok(tasks)
    }

    /// The control of a form with this label.
    pub(super) fn labelled<'a>(
        &self,
        extract: &'a Extract,
        label: &str,
    ) -> Result<&'a Control, Trouble> {
        let found = control_of_form(extract, &self.locators, label)?;
        let missing = || PageError::Missing(label.to_owned());
        Ok(found.ok_or_else(missing)?)
    }

    fn of_field(
        &self,
        control: &Control,
        field: Field,
        value: &FieldValue,
    ) -> Result<Wanted, Trouble> {
        match (field, value) {
            (Field::UserType, FieldValue::Number(number)) => {
                let names = self.directory.level(attune_model::LevelId(*number))?;
                let is = |option: &str| names.contains(&level_name(option, &self.locators));
                let meant = names.first().map_or("", attune_model::LevelName::as_str);
                wanted::option(control, is, meant)
            }
            (Field::LocationId, FieldValue::Number(number)) => {
                let name = self.directory.locations.get(number).ok_or_else(|| {
                    Trouble::Guard(format!("REST lists no internal location {number}"))
                })?;
                wanted::option(control, |option| option == plain(name), name)
            }
            (_, FieldValue::Flag(on)) => match control.holds {
                Holds::Box(_) => Ok(Wanted::Ticked(*on)),
                Holds::Choice(_)
                | Holds::Radio(_)
                | Holds::List(_)
                | Holds::Text(_)
                | Holds::Number(_)
                | Holds::Fixed(_) => {
                    let word = if *on { YES } else { NO };
                    let is = |option: &str| self.locators.is(option, word, &Terms::default());
                    wanted::option(control, is, word)
                }
            },
            (_, FieldValue::Text(text)) => match control.holds {
                Holds::Text(_) | Holds::Number(_) => Ok(Wanted::Written(text.clone())),
                Holds::Choice(_)
                | Holds::Radio(_)
                | Holds::Box(_)
                | Holds::List(_)
                | Holds::Fixed(_) => {
                    let is = |option: &str| option.eq_ignore_ascii_case(&plain(text));
                    wanted::option(control, is, text)
                }
            },
            (_, FieldValue::Number(_) | FieldValue::List(_)) => {
                Err(wanted::cannot(control, &value.to_string()))
            }
        }
    }
}
