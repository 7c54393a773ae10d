//! How each kind of change is carried out: look, begin, act once, look again.

mod adopt;
mod answer;
mod assign_level;
mod by_hand;
mod check;
mod copy_level;
mod create_api_user;
mod delivery;
mod dispatch;
mod edit_level;
pub(crate) mod form;
mod level;
mod new_api_user;
pub(crate) mod reread;
mod retire_api_user;
mod rotate_secret;
mod rotation;
mod rotation_proof;
mod set_protected_data;
mod sign_in;
mod update_api_user;
