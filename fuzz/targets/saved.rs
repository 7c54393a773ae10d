//! Drives [`attune_fuzz::saved`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attune_fuzz::saved::check(bytes));
