//! What cells may hold.

use crate::{CellValue, Scope};

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A box.
    CheckBox,
    /// A drop-down with `Yes` and `No`.
    YesNo,
    /// A drop-down with these words.
    Choice(&'static [Scope]),
    /// A number, at least this.
    Number {
        /// The least value.
        min: u32,
    },
    /// Nothing of its own: it shows what the cell at this address holds, and cannot be set.
    SameAs(&'static str),
}

/// The drop-down `None`, `All`.
pub(super) const NONE_ALL: CellKind = CellKind::Choice(&[Scope::None, Scope::All]);

/// The drop-down `None`, `Mine`, `All`.
pub(super) const NONE_MINE_ALL: CellKind =
    CellKind::Choice(&[Scope::None, Scope::Mine, Scope::All]);

/// A drop-down of which no other value than `All` is known.
pub(super) const ONLY_ALL: CellKind = CellKind::Choice(&[Scope::All]);

impl CellKind {
    /// Whether a value fits; none fits a cell that cannot be set.
    pub fn takes(self, value: CellValue) -> bool {
        match (self, value) {
            (Self::CheckBox | Self::YesNo, CellValue::Flag(_)) => true,
            (Self::Choice(scopes), CellValue::Scope(scope)) => scopes.contains(&scope),
            (Self::Number { min }, CellValue::Number(number)) => number >= min,
            (
                Self::CheckBox
                | Self::YesNo
                | Self::Choice(_)
                | Self::Number { .. }
                | Self::SameAs(_),
                CellValue::Flag(_) | CellValue::Scope(_) | CellValue::Number(_),
            ) => false,
        }
    }

    /// The widest value, as `Full Permission` sets it; none for numbers and for cells that cannot be set.
    pub fn full(self) -> Option<CellValue> {
        match self {
            Self::CheckBox | Self::YesNo => Some(CellValue::Flag(true)),
            Self::Choice(scopes) => scopes.iter().max().map(|scope| CellValue::Scope(*scope)),
            Self::Number { .. } | Self::SameAs(_) => None,
        }
    }

    /// The narrowest value, as `No Permission` sets it; none for numbers and for cells that cannot be set.
    pub fn nothing(self) -> Option<CellValue> {
        match self {
            Self::CheckBox | Self::YesNo => Some(CellValue::Flag(false)),
            Self::Choice(scopes) => scopes.iter().min().map(|scope| CellValue::Scope(*scope)),
            Self::Number { .. } | Self::SameAs(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_against_the_kind() {
        assert!(NONE_MINE_ALL.takes(CellValue::Scope(Scope::Mine)));
        assert!(!NONE_MINE_ALL.takes(CellValue::Scope(Scope::Full)));
        assert!(!NONE_MINE_ALL.takes(CellValue::Flag(true)));
        assert_eq!(NONE_MINE_ALL.full(), Some(CellValue::Scope(Scope::All)));
        assert_eq!(NONE_MINE_ALL.nothing(), Some(CellValue::Scope(Scope::None)));
    }

    #[test]
    fn a_cell_that_shows_another_takes_nothing() {
        let kind = CellKind::SameAs("inventory.objects.inventoryLocationsAndItems.add");
        assert!(!kind.takes(CellValue::Flag(true)));
        assert_eq!((kind.full(), kind.nothing()), (None, None));
    }
}
