//! The one control that words mean.

use super::PageError;
use crate::extract::Control;

/// The only one of the controls that were found, with its position; none where there is none.
///
/// # Errors
/// [`PageError::Ambiguous`] where there are several.
pub(super) fn only<'a>(
    found: impl Iterator<Item = (usize, &'a Control)>,
) -> Result<Option<(usize, &'a Control)>, PageError> {
    let found: Vec<_> = found.collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        several => {
            let anchors = several.iter().map(|(_, control)| control.at.clone());
            Err(PageError::Ambiguous(anchors.collect()))
        }
    }
}
