//! `attune recipes`: vendors' guides as recipes.

mod list;
mod render;
mod rights;
mod show;

pub(crate) use list::list;
pub(crate) use render::{render, with};
pub(crate) use show::show;
