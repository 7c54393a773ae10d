//! Drives [`attune_fuzz::manifest`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attune_fuzz::manifest::check(bytes));
