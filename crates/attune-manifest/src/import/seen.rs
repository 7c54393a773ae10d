//! What was seen of an API user and its level, and whether blocks agree with it.

use attune_model::catalogue::system_level;
use attune_model::{
    CellId, CellValue, DesiredApiUser, DesiredLevel, Field, FieldValue, Handle, LevelChoice,
    Tracking,
};

use crate::import::level::{flag, written};
use crate::import::{ApiUserPortrait, LevelPortrait};
use crate::yaml::Node;

/// An API user and, where it is written down too, the level that it holds.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) user: &'a ApiUserPortrait,
    pub(super) level: Option<&'a LevelPortrait>,
}

impl Seen<'_> {
    /// What was seen at a place of a recipe, given by its keys.
    pub(super) fn at(&self, path: &[&str]) -> Option<Node> {
        match path {
            ["apiUsers", "<handle>", rest @ ..] => self.of_user(rest),
            ["securityLevels", "<handle>", rest @ ..] => self.of_level(rest),
            _ => None,
        }
    }

    fn of_user(&self, path: &[&str]) -> Option<Node> {
        let resource = &self.user.resource;
        let text = match (path, &self.user.tracking) {
            (["firstName"], _) => &resource.first_name,
            (["lastName"], _) => &resource.last_name,
            (["email"], _) => &resource.email,
            (["primaryInternalLocation"], _) => self.user.location.as_ref()?,
            (["securityLevel"], _) => self.user.level.as_str(),
            (["integrationVendor"], Some(Tracking::Vendor(vendor))) => vendor,
            (["customIntegration"], Some(Tracking::Custom(name))) => name,
            (["lineOfBusiness", "associated"], _) => {
                let Some(FieldValue::List(lines)) = self.user.form.get(&Field::LinesOfBusiness)
                else {
                    return None;
                };
                return Some(Node::of_list(lines.iter().map(|line| Node::of_text(line))));
            }
            (_, _) => return None,
        };
        Some(Node::of_text(text))
    }

    fn of_level(&self, path: &[&str]) -> Option<Node> {
        let level = self.level?;
        let cells = || level.content.as_ref().map(|content| &content.cells);
        match path {
            ["name"] => Some(Node::of_text(level.name.as_str())),
            ["active"] => Some(flag(level.active)),
            ["extra", section, row] => cells()?
                .get(&CellId::extra(section, row, None))
                .map(written),
            ["extra", section, row, column] => cells()?
                .get(&CellId::extra(section, row, Some(column)))
                .map(written),
            path => cells()?.get(&CellId::new(path.join("."))).map(written),
        }
    }

    /// Whether everything that a block says of the level was seen so. The base shows nowhere.
    pub(super) fn has_level(&self, wanted: &DesiredLevel) -> bool {
        let DesiredLevel {
            name,
            was,
            adopt: _,
            copy_of,
            active,
            expires,
            cells,
        } = wanted;
        let Some(level) = self.level else {
            return false;
        };
        let base = copy_of.as_ref().and_then(system_level);
        let content = level.content.as_ref();
        *name == level.name
            && was.is_none()
            && expires.is_none()
            && active.is_none_or(|active| active == level.active)
            && content
                .is_none_or(|content| base.is_none_or(|base| base.api_only == content.api_only))
            && cells.iter().all(|(id, value)| self.has_cell(id, value))
    }

    /// Whether a cell of the level was seen so.
    pub(super) fn has_cell(&self, id: &CellId, value: &CellValue) -> bool {
        let content = self.level.and_then(|level| level.content.as_ref());
        content.and_then(|content| content.cells.get(id)) == Some(value)
    }

    /// Whether everything that a block says of the API user was seen so, its identifier among it. Where credentials
    /// went shows nowhere.
    pub(super) fn has_user(&self, wanted: &DesiredApiUser, level: Option<&Handle>) -> bool {
        let DesiredApiUser {
            adopt: _,
            first_name,
            middle_name,
            last_name,
            email,
            email_type,
            active,
            locked,
            security_level,
            date_format,
            time_format,
            number_format,
            primary_internal_location,
            key,
            tracking,
            lines_of_business,
            views_unassigned,
            protected_data,
            credentials: _,
            credentials_max_age_days: _,
            rotation: _,
            expires,
        } = wanted;
        let ApiUserPortrait {
            resource,
            level: held,
            location,
            tracking: seen_tracking,
            protected_data: seen_boxes,
            form: _,
        } = self.user;
        let text =
            |field, text: &Option<String>| self.shows(field, text.clone().map(FieldValue::Text));
        let holds = match security_level {
            LevelChoice::Block(handle) => Some(handle) == level,
            LevelChoice::Named(name) => name == held,
        };
        *first_name == resource.first_name
            && *last_name == resource.last_name
            && *email == resource.email
            && holds
            && active.is_none_or(|active| active == resource.active)
            && (primary_internal_location.is_none() || primary_internal_location == location)
            && key.as_ref().is_none_or(|key| *key == resource.user_name)
            && tracking.is_some()
            && tracking == seen_tracking
            && (protected_data.is_none() || protected_data == seen_boxes)
            && expires.is_none()
            && text(Field::MiddleName, middle_name)
            && text(Field::EmailTypeCode, email_type)
            && text(Field::DateFormat, date_format)
            && text(Field::TimeFormat, time_format)
            && text(Field::NumberFormat, number_format)
            && self.shows(Field::Locked, locked.map(FieldValue::Flag))
            && self.shows(
                Field::ViewsUnassigned,
                views_unassigned.map(FieldValue::Flag),
            )
            && self.shows(
                Field::LinesOfBusiness,
                lines_of_business.clone().map(FieldValue::List),
            )
    }

    /// Whether the form shows a field so, where anything is said of it.
    fn shows(&self, field: Field, wanted: Option<FieldValue>) -> bool {
        wanted.is_none_or(|wanted| self.user.form.get(&field) == Some(&wanted))
    }
}
