//! An API user takes the place of another one.
