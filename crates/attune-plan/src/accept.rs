//! Deviations that somebody accepted for a time: what stands at or below such a place is not planned.
//!
//! What a block can do without is taken out of a copy of the manifest. What it cannot do without, a name say, stays,
//! since other blocks and a thing that is yet to be made need it; only its comparison is dropped, by
//! [`Accepted::covers`].

use attune_model::{
    Acceptance, CellId, Date, Desired, DesiredApiUser, DesiredLevel, Handle, Note, Place,
};

/// The places that are accepted today.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accepted(Vec<Place>);

impl Accepted {
    /// Whether `place` is accepted: itself, or a place around it.
    pub(crate) fn covers(&self, place: &Place) -> bool {
        self.0.iter().any(|at| at.covers(place))
    }

    /// Whether `place`, one around it or one below it is accepted; for blocks that mean something only as a whole.
    fn touches(&self, place: &Place) -> bool {
        self.covers(place) || self.0.iter().any(|at| place.covers(at))
    }
}

/// The acceptances whose last day is over.
pub(crate) fn expired(desired: &Desired, today: Date) -> impl Iterator<Item = &Acceptance> {
    desired
        .accept
        .values()
        .filter(move |acceptance| acceptance.expires < today)
}

/// The manifest without what is accepted today, the places that are, and a note on each acceptance.
///
/// `prolonged` counts as accepted, whatever its last day is.
pub(crate) fn apply(
    desired: &Desired,
    today: Date,
    prolonged: Option<&Acceptance>,
) -> (Desired, Accepted, Vec<Note>) {
    let mut accepted = Accepted::default();
    let mut notes = Vec::new();
    for acceptance in desired.accept.values() {
        let Acceptance {
            at,
            reason,
            owner,
            expires,
        } = acceptance;
        let holds = today <= *expires || prolonged == Some(acceptance);
        notes.push(Note::Accepted(if holds {
            accepted.0.push(at.clone());
            format!("{at} may differ until {expires}: {reason} ({owner}).")
        } else {
            format!("{at} was accepted until {expires}, and is planned again: {reason} ({owner}).")
        }));
    }
    let mut rest = desired.clone();
    let top = |section: &str, handle: &Handle| Place(section.to_owned()).key(handle);
    for (handle, level) in &mut rest.security_levels {
        strip_level(level, &top("securityLevels", handle), &accepted);
    }
    rest.api_users.retain(|handle, user| {
        let place = top("apiUsers", handle);
        strip_api_user(user, &place, &accepted);
        !accepted.covers(&place)
    });
    rest.impersonation.retain(|handle, rule| {
        let place = top("impersonation", handle);
        rule.can_login = rule
            .can_login
            .filter(|_| !accepted.covers(&place.key("canLogin")));
        !accepted.touches(&place.key("levelsHeldBy")) && !accepted.covers(&place.key("levels"))
    });
    rest.people
        .retain(|handle, _| !accepted.touches(&top("people", handle)));
    rest.checks
        .retain(|handle, _| !accepted.touches(&top("checks", handle)));
    (rest, accepted, notes)
}

fn strip_level(level: &mut DesiredLevel, place: &Place, accepted: &Accepted) {
    let DesiredLevel {
        name: _,
        was,
        adopt,
        copy_of: _,
        active,
        expires,
        cells,
    } = level;
    strip(was, &place.key("was"), accepted);
    *adopt &= !accepted.covers(&place.key("adopt"));
    strip(active, &place.key("active"), accepted);
    strip(expires, &place.key("expires"), accepted);
    cells.retain(|cell, _| !accepted.covers(&cell_place(place, cell)));
}

fn strip_api_user(user: &mut DesiredApiUser, place: &Place, accepted: &Accepted) {
    let DesiredApiUser {
        adopt,
        first_name: _,
        middle_name,
        last_name: _,
        email: _,
        email_type,
        active,
        locked,
        security_level: _,
        date_format,
        time_format,
        number_format,
        primary_internal_location,
        key: _,
        tracking: _,
        lines_of_business,
        views_unassigned,
        protected_data,
        credentials: _,
        credentials_max_age_days,
        rotation,
        expires,
    } = user;
    let at = |key: &str| place.key(key);
    *adopt &= !accepted.covers(&at("adopt"));
    strip(middle_name, &at("middleName"), accepted);
    strip(email_type, &at("emailType"), accepted);
    strip(active, &at("active"), accepted);
    strip(locked, &at("locked"), accepted);
    strip(date_format, &at("dateFormat"), accepted);
    strip(time_format, &at("timeFormat"), accepted);
    strip(number_format, &at("numberFormat"), accepted);
    strip(
        primary_internal_location,
        &at("primaryInternalLocation"),
        accepted,
    );
    let business = at("lineOfBusiness");
    strip(lines_of_business, &business.key("associated"), accepted);
    strip(views_unassigned, &business.key("viewUnassigned"), accepted);
    strip(protected_data, &at("protectedData"), accepted);
    let max_age = at("credentials").key("maxAgeDays");
    strip(credentials_max_age_days, &max_age, accepted);
    strip(rotation, &at("credentials").key("rotate"), accepted);
    strip(expires, &at("expires"), accepted);
}

fn strip<T>(value: &mut Option<T>, place: &Place, accepted: &Accepted) {
    if accepted.covers(place) {
        *value = None;
    }
}

/// Where a cell of a block stands: by its address, or by its labels below `extra`.
pub(crate) fn cell_place(block: &Place, cell: &CellId) -> Place {
    match cell.labels() {
        Some(labels) => [labels.section, labels.row]
            .into_iter()
            .chain(labels.column)
            .fold(block.key("extra"), |place, label| place.key(label)),
        None => block.key(cell),
    }
}
