//! An operator at a terminal: told step by step what to do on which page, asked what came of it.

mod session;
mod terminal;
mod words;

pub use session::Session;
pub use terminal::Terminal;
