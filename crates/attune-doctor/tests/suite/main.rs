//! The doctor against a simulated tenant, and against answers that hold marked words everywhere.
#![cfg(test)]

mod answers;
mod pages;
mod secrecy;
mod world;
