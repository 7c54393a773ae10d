//! Looking whether a tenant shows what a manifest wants.

#![cfg(test)]

mod claims;
mod probing;
mod unread;
mod world;
