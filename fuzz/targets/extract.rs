//! Drives [`attune_fuzz::extract`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attune_fuzz::extract::check(bytes));
