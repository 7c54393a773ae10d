//! How much of Autotask a run may use.

/// How much of Autotask a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// How many tenants are looked at or applied at once; at least 1.
    pub concurrency: u32,
    /// Calls to one tenant at once: 1 to [`Budgets::MOST_THREADS`].
    pub threads: u32,
    /// Requests to one tenant in an hour: 1 to [`Budgets::MOST_REQUESTS`].
    pub requests_per_hour: u32,
}

impl Budgets {
    /// The most tenants at once.
    pub const MOST_CONCURRENCY: u32 = 256;
    /// Autotask lets an integration have three calls at once for an object (`rest.md` 6).
    pub const MOST_THREADS: u32 = 3;
    /// Autotask takes 10,000 requests in an hour for a database, those of all integrations together (`rest.md` 6).
    pub const MOST_REQUESTS: u32 = 10_000;
}

impl Default for Budgets {
    /// Eight tenants, all threads, and half of the requests: from there on Autotask answers slower, and others need some.
    fn default() -> Self {
        Self {
            concurrency: 8,
            threads: Self::MOST_THREADS,
            requests_per_hour: Self::MOST_REQUESTS / 2,
        }
    }
}
