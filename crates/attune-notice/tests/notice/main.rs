//! Notices against receivers on this machine.

#![cfg(test)]

mod examples;
mod hostile;
mod mail;
mod memory;
mod posts;
mod receiver;
mod schema;
mod slack;
mod smtp;
mod teams;
mod tickets;
mod webhook;
mod world;
