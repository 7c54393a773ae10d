//! Notices against receivers on this machine.

#![cfg(test)]

mod blocks;
mod card;
mod examples;
mod hostile;
mod mail;
mod memory;
mod posts;
mod receiver;
mod rooms;
mod schema;
mod smtp;
mod talk;
mod tickets;
mod webhook;
mod world;
