//! What is taken back, what is left, and what is said of it.
