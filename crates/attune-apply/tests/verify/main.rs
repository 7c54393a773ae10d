//! Looking whether a tenant shows what a manifest wants.

#![cfg(test)]

mod alike;
mod claims;
mod ended;
mod probing;
mod unread;
mod world;
