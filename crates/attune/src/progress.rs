//! Progress on stderr, only where someone watches and only for what takes over a second.

use std::time::{Duration, Instant};

use attune_apply::ports::Console;
use attune_apply::{Captured, Progress, capture};
use attune_model::{LevelId, ResourceId, StepResult};
use indicatif::{ProgressBar, ProgressStyle};
use tracing::{Instrument as _, Span};

use crate::logging::SPANS;
use crate::output;

/// Work that is shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Waits for some work; after a second a line says what for.
pub(crate) async fn while_waiting<T>(what: &str, work: impl Future<Output = T>) -> T {
    if output::is_keeping() {
        return work.await;
    }
    let mut work = std::pin::pin!(work);
    tokio::select! {
        done = &mut work => return done,
        () = tokio::time::sleep(PATIENCE) => {}
    }
    let spinner = ProgressBar::new_spinner().with_message(what.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    let done = work.await;
    spinner.finish_and_clear();
    done
}

/// Captures pages of the console one after the other, with a bar over them.
pub(crate) async fn over_pages(
    console: &mut impl Console,
    levels: impl IntoIterator<Item = LevelId>,
    api_users: impl IntoIterator<Item = ResourceId>,
) -> Captured {
    let levels: Vec<LevelId> = levels.into_iter().collect();
    let users: Vec<ResourceId> = api_users.into_iter().collect();
    let total = u64::try_from(levels.len() + users.len()).unwrap_or(u64::MAX);
    let started = Instant::now();
    let mut bar: Option<ProgressBar> = None;
    let mut advance = |done: usize, what: String| {
        if bar.is_none() && started.elapsed() < PATIENCE {
            return;
        }
        let bar = bar.get_or_insert_with(|| ProgressBar::new(total).with_style(style()));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        bar.set_message(what);
    };
    let mut all = Captured::default();
    for (done, level) in levels.iter().enumerate() {
        advance(done, format!("security level {level}"));
        let page = capture(console, [*level], []).instrument(page("level"));
        add(&mut all, page.await);
    }
    for (done, user) in users.iter().enumerate() {
        advance(levels.len() + done, format!("API user {user}"));
        let pages = capture(console, [], [*user]).instrument(page("api-user"));
        add(&mut all, pages.await);
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    all
}

/// What a trace shows of pages: of what kind of thing they are.
fn page(of: &'static str) -> Span {
    tracing::info_span!(target: SPANS, "page", otel.name = format!("page {of}"), attune.page = of)
}

fn add(all: &mut Captured, more: Captured) {
    let Captured {
        levels,
        api_users,
        unread,
    } = more;
    all.levels.extend(levels);
    all.api_users.extend(api_users);
    all.unread.extend(unread);
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:24} {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A bar over the steps of a run.
pub(crate) struct Bar {
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Bar {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            bar: None,
        }
    }
}

impl Progress for Bar {
    fn begins(&mut self, number: usize, total: usize, title: &str) {
        if self.bar.is_none() && self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let total = u64::try_from(total).unwrap_or(u64::MAX);
            ProgressBar::new(total).with_style(style())
        });
        bar.set_position(u64::try_from(number.saturating_sub(1)).unwrap_or(u64::MAX));
        bar.set_message(attune_report::clean(title));
    }

    fn ends(&mut self, _result: &StepResult) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            if bar.length() == Some(bar.position()) {
                bar.finish_and_clear();
            }
        }
    }
}
