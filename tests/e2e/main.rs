//! End to end: the real binary, real HTTP, clients that this project did not write.
#![cfg(test)]

mod account;
mod around;
mod audit;
mod bad_input;
#[cfg(all(target_os = "linux", feature = "browser"))]
mod browser;
mod bucket;
mod by_hand;
mod capture;
#[path = "../support/chrome.rs"]
mod chrome;
mod client;
mod crash;
mod demo;
#[cfg(unix)]
mod docs;
mod doctor;
mod documents;
mod drift;
mod editor;
mod faults;
mod files;
mod fleet;
mod git;
mod guards;
mod guide;
mod harness;
mod heal;
mod hostile;
mod import;
mod inside;
mod integrations;
#[cfg(target_os = "linux")]
mod killed;
mod language;
mod laws;
#[cfg(unix)]
mod locks;
mod loop_story;
#[cfg(unix)]
mod operator;
mod people;
mod pictures;
mod prometheus;
mod prune;
mod put_back;
mod recipes;
mod record;
mod replace;
mod reports;
mod requests;
mod rights;
mod rotation;
mod sarif;
mod saved;
mod schemas;
mod script;
mod secrets;
mod shells;
mod simulator;
mod state;
#[cfg(unix)]
mod team;
#[cfg(all(target_os = "linux", feature = "otlp"))]
mod trace;
mod tree;
mod undo;
mod verify;
#[cfg(not(feature = "browser"))]
mod without_browser;
mod write_back;
