//! attune-manifest
