//! attune-autotask
