//! Workspaces through the public interface.

mod changed;
mod folder;
mod laws;
mod layers;
mod notices;
mod page;
mod refused;
mod select;
mod valid;
mod window;
