//! Taking runs back.
