//! Drives [`attune_fuzz::locators`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| attune_fuzz::locators::check(bytes));
