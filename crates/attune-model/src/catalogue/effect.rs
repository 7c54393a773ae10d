//! Cells whose effect over REST is established, so that REST can contradict what is believed of them.

use crate::catalogue::Verb;
use crate::{Access, CellId, CellValue, EffectiveRights, Scope};

/// A cell that decides about a verb of an entity.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// The address of the cell.
    pub cell: &'static str,
    /// The entity by the name in its information: `Ticket`, where the address says `Tickets`.
    pub entity: &'static str,
    /// What is done with it.
    pub verb: Verb,
    /// Where that is established.
    pub source: &'static str,
}

const fn effect(
    cell: &'static str,
    entity: &'static str,
    verb: Verb,
    source: &'static str,
) -> Effect {
    Effect {
        cell,
        entity,
        verb,
        source,
    }
}

const WEBHOOK_SOURCE: &str = "a recording of 2021: no access to webhook entities with the box off, as it is by default (`rest.md` 8)";
const DESK_SOURCE: &str =
    "help: Settings_ServiceDesk.htm; an API user that could only read was told None (`rest.md` 3)";

/// All that is established; the help names many more cells, without saying that REST obeys them.
pub const EFFECTS: [Effect; 4] = [
    effect(
        "admin.features.resourcesUsersHr",
        "Resource",
        Verb::Edit,
        "help: ResourcesEntity.htm",
    ),
    effect(
        "serviceDesk.objects.tickets.add",
        "Ticket",
        Verb::Add,
        DESK_SOURCE,
    ),
    effect(
        "serviceDesk.objects.tickets.edit",
        "Ticket",
        Verb::Edit,
        DESK_SOURCE,
    ),
    effect(
        "other.webhooks.canCreate",
        "TicketWebhook",
        Verb::Add,
        WEBHOOK_SOURCE,
    ),
];

/// REST behaves otherwise than a value of a cell demands.
#[derive(Clone, Copy, Debug)]
pub struct Contradiction {
    /// What the cell decides.
    pub effect: Effect,
    /// What REST says instead.
    pub access: Access,
}

/// Whether REST contradicts that a cell holds this value: nothing is given and something can be done, or the other way
/// round. How far a right reaches is never contradicted.
pub fn contradiction(
    cell: &CellId,
    value: &CellValue,
    rights: &EffectiveRights,
) -> Option<Contradiction> {
    let gives = gives(value)?;
    EFFECTS
        .into_iter()
        .filter(|effect| effect.cell == cell.as_str())
        .find_map(|effect| {
            let access = rights.access(effect.entity, effect.verb)?;
            (gives != (access != Access::None)).then_some(Contradiction { effect, access })
        })
}

/// Whether a value gives anything; `None` for values whose meaning is not known.
fn gives(value: &CellValue) -> Option<bool> {
    match value {
        CellValue::Flag(flag) => Some(*flag),
        CellValue::Scope(scope) => Some(*scope != Scope::None),
        CellValue::Number(_) | CellValue::Word(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::cell_at;

    #[test]
    fn effects_are_those_of_cells_of_the_catalogue() {
        for effect in EFFECTS {
            assert!(cell_at(effect.cell).is_some(), "{}", effect.cell);
        }
    }

    #[test]
    fn only_nothing_against_something_is_a_contradiction() {
        let rights: EffectiveRights = serde_json::from_str(r#"{"Ticket": "NAAN"}"#).unwrap();
        let add = CellId::new("serviceDesk.objects.tickets.add");
        let edit = CellId::new("serviceDesk.objects.tickets.edit");
        let all = CellValue::Scope(Scope::All);
        assert!(contradiction(&add, &CellValue::Flag(true), &rights).is_some());
        assert!(contradiction(&add, &CellValue::Flag(false), &rights).is_none());
        assert!(contradiction(&edit, &all, &rights).is_none());
        assert!(contradiction(&edit, &CellValue::Scope(Scope::Mine), &rights).is_none());
        let said = contradiction(&edit, &CellValue::Scope(Scope::None), &rights).unwrap();
        assert_eq!((said.effect.entity, said.access), ("Ticket", Access::All));
    }
}
