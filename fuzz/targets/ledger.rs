//! Drives [`attune_fuzz::ledger`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attune_fuzz::ledger::check(bytes));
