//! When a read is asked again, and after how long.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

/// How often a read is asked at most.
pub(crate) const ATTEMPTS: u32 = 4;

/// The longest wait between two attempts, whatever the server asks for.
const LONGEST: Duration = Duration::from_mins(1);

/// Waits between attempts. Tests put in one that does not.
pub trait Wait: fmt::Debug + Send + Sync {
    /// Ends after `time`.
    fn wait(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// Waits for as long as it says; needs a tokio runtime with its timer.
#[derive(Clone, Copy, Debug)]
pub struct RealTime;

impl Wait for RealTime {
    fn wait(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// How long to wait after attempt `attempt` (from 1): what `Retry-After` asks for, else one second, doubled each time.
pub(crate) fn delay(attempt: u32, retry_after: Option<Duration>) -> Duration {
    let doubled =
        Duration::from_secs(1).saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
    retry_after.unwrap_or(doubled).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_are_capped() {
        let seconds =
            |attempt, asked: Option<u64>| delay(attempt, asked.map(Duration::from_secs)).as_secs();
        assert_eq!([1, 2, 3].map(|attempt| seconds(attempt, None)), [1, 2, 4]);
        assert_eq!(seconds(40, None), 60);
        assert_eq!(seconds(1, Some(7)), 7);
        assert_eq!(seconds(1, Some(86_400)), 60);
    }
}
