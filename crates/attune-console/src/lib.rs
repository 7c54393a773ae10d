//! attune-console
