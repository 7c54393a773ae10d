//! attune-report
