//! What cells may hold.

use crate::{CellValue, Scope};

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A box.
    CheckBox,
    /// A box that limits: ticking it takes something away.
    LimitBox,
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
    /// Whether it is a box, whatever ticking it does.
    pub fn is_box(self) -> bool {
        match self {
            Self::CheckBox | Self::LimitBox => true,
            Self::YesNo | Self::Choice(_) | Self::Number { .. } | Self::SameAs(_) => false,
        }
    }

    /// Whether a value fits; none fits a cell that cannot be set.
    pub fn takes(self, value: &CellValue) -> bool {
        match (self, value) {
            (Self::CheckBox | Self::LimitBox | Self::YesNo, CellValue::Flag(_)) => true,
            (Self::Choice(scopes), CellValue::Scope(scope)) => scopes.contains(scope),
            (Self::Number { min }, CellValue::Number(number)) => *number >= min,
            (
                Self::CheckBox
                | Self::LimitBox
                | Self::YesNo
                | Self::Choice(_)
                | Self::Number { .. }
                | Self::SameAs(_),
                CellValue::Flag(_)
                | CellValue::Scope(_)
                | CellValue::Number(_)
                | CellValue::Word(_),
            ) => false,
        }
    }

    /// The widest value, as `Full Permission` sets it; none for numbers and for cells that cannot be set.
    pub fn full(self) -> Option<CellValue> {
        match self {
            Self::CheckBox | Self::YesNo => Some(CellValue::Flag(true)),
            Self::LimitBox => Some(CellValue::Flag(false)),
            Self::Choice(scopes) => scopes.iter().max().map(|scope| CellValue::Scope(*scope)),
            Self::Number { .. } | Self::SameAs(_) => None,
        }
    }

    /// The narrowest value, as `No Permission` sets it; none for numbers and for cells that cannot be set.
    pub fn nothing(self) -> Option<CellValue> {
        match self {
            Self::CheckBox | Self::YesNo => Some(CellValue::Flag(false)),
            Self::LimitBox => Some(CellValue::Flag(true)),
            Self::Choice(scopes) => scopes.iter().min().map(|scope| CellValue::Scope(*scope)),
            Self::Number { .. } | Self::SameAs(_) => None,
        }
    }
}

impl CellKind {
    /// Whether a cell of this kind gives more with `after` than with `before`.
    pub fn widens(self, before: &CellValue, after: &CellValue) -> bool {
        match self {
            Self::LimitBox => after < before,
            Self::CheckBox
            | Self::YesNo
            | Self::Choice(_)
            | Self::Number { .. }
            | Self::SameAs(_) => after > before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_against_the_kind() {
        assert!(NONE_MINE_ALL.takes(&CellValue::Scope(Scope::Mine)));
        assert!(!NONE_MINE_ALL.takes(&CellValue::Scope(Scope::Full)));
        assert!(!NONE_MINE_ALL.takes(&CellValue::Flag(true)));
        assert_eq!(NONE_MINE_ALL.full(), Some(CellValue::Scope(Scope::All)));
        assert_eq!(NONE_MINE_ALL.nothing(), Some(CellValue::Scope(Scope::None)));
    }

    #[test]
    fn unticking_a_limit_widens() {
        let (on, off) = (CellValue::Flag(true), CellValue::Flag(false));
        assert!(CellKind::LimitBox.widens(&on, &off) && !CellKind::LimitBox.widens(&off, &on));
        assert!(CellKind::CheckBox.widens(&off, &on) && !CellKind::CheckBox.widens(&on, &off));
        assert_eq!(CellKind::LimitBox.full(), Some(off));
    }

    #[test]
    fn a_cell_that_shows_another_takes_nothing() {
        let kind = CellKind::SameAs("inventory.objects.inventoryLocationsAndItems.add");
        assert!(!kind.takes(&CellValue::Flag(true)));
        assert_eq!((kind.full(), kind.nothing()), (None, None));
    }
}
