//! attune-sim
