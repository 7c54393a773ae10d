//! End to end: the real binary, real HTTP, clients that this project did not write.
#![cfg(test)]

mod bad_input;
mod client;
mod crash;
mod demo;
mod docs;
mod documents;
mod drift;
mod editor;
mod faults;
mod harness;
mod loop_story;
mod sarif;
mod saved;
mod schemas;
mod secrets;
mod simulator;
mod state;
