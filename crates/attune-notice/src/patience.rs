//! How long an answer is waited for, and how often it is asked for.

use std::sync::Arc;
use std::time::Duration;

use attune_autotask::{RealTime, Wait};

/// How often something is tried at most.
pub(crate) const TRIES: u32 = 3;

/// The longest wait between two tries, whatever a server asks for.
const LONGEST: Duration = Duration::from_secs(30);

/// How long a try may take, and how the time between two is spent.
#[derive(Clone, Debug)]
pub struct Patience {
    /// The time that one try may take, from the first byte to the last.
    pub deadline: Duration,
    /// How to wait between two tries.
    pub wait: Arc<dyn Wait>,
}

impl Default for Patience {
    /// 30 seconds a try, in real time.
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(30),
            wait: Arc::new(RealTime),
        }
    }
}

impl Patience {
    /// Waits after try `tried` (from 1): as long as a server asks for, else one second, doubled each time; 30 at most.
    pub(crate) async fn pause(&self, tried: u32, asked: Option<Duration>) {
        let doubled = Duration::from_secs(1).saturating_mul(2_u32.saturating_pow(tried - 1));
        self.wait.wait(asked.unwrap_or(doubled).min(LONGEST)).await;
    }
}
