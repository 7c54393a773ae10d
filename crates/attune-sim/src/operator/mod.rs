//! The operator's port: what a person could do on the admin pages, as calls.

mod call;

pub use call::{Answer, Call, Content, Refusal, Welcome};
