#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| courant_fuzz::properties::check("validate_json", bytes));
