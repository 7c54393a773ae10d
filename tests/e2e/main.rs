//! End to end: the real binary, real HTTP, clients that this project did not write.
#![cfg(test)]

mod account;
mod bad_input;
mod by_hand;
mod client;
mod crash;
mod demo;
mod docs;
mod documents;
mod drift;
mod editor;
mod faults;
mod guards;
mod harness;
mod import;
mod integrations;
mod language;
mod loop_story;
#[cfg(unix)]
mod operator;
mod people;
mod recipes;
mod reports;
mod requests;
mod sarif;
mod saved;
mod schemas;
mod secrets;
mod shells;
mod simulator;
mod state;
