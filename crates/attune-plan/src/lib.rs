//! attune-plan
