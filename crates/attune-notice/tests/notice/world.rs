//! Notices to tell, and patience that takes no time.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use attune_autotask::Wait;
use attune_model::Timestamp;
use attune_notice::{Batch, Fingerprint, Link, Look, Notice, Patience, Standing, State};
use proptest::prelude::*;

/// The time of the run.
pub(crate) const NOW: &str = "2026-11-22T09:00:00Z";

/// The time of the run before.
pub(crate) const BEFORE: &str = "2026-11-21T09:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn look(tenant: &str, standing: Standing) -> Look {
    Look {
        tenant: tenant.to_owned(),
        database: None,
        at: at(NOW),
        standing,
        link: None,
    }
}

pub(crate) fn drifted(differences: &[&str]) -> Standing {
    Standing::drifted(differences.iter().map(|&text| text.to_owned()).collect())
}

pub(crate) fn blind(why: &str) -> Standing {
    Standing::CouldNotLook {
        why: why.to_owned(),
    }
}

/// A first notice about a tenant.
pub(crate) fn first(look: Look) -> Notice {
    Notice {
        look,
        before: State::InSync,
        since: None,
    }
}

pub(crate) fn batch(notices: impl IntoIterator<Item = Notice>) -> Batch {
    Batch::new(at(NOW), notices.into_iter().collect())
}

/// One tenant that drifted by these differences.
pub(crate) fn one(differences: &[&str]) -> Batch {
    batch([first(look("contoso", drifted(differences)))])
}

/// A tenant that is in sync again.
pub(crate) fn again(tenant: &str) -> Notice {
    Notice {
        look: look(tenant, Standing::InSync),
        before: State::Drifted(Fingerprint::of(["x"])),
        since: Some(at(BEFORE)),
    }
}

/// A run over three tenants, as the examples show it.
pub(crate) fn fleet() -> Batch {
    let contoso = Look {
        database: Some(200_117),
        link: Some(Link::parse("https://ci.example/runs/42").unwrap()),
        ..look(
            "contoso",
            drifted(&[
                "API user Tasky Integration <psa-integrations@contoso.example>: Last Name is Bridge, wanted Integration; attune set Integration at 2026-11-20T14:03:11Z",
                "security level \"Script API\": Ticket: Add over REST is None, wanted All; attune saw All at 2026-11-20T14:03:57Z",
            ]),
        )
    };
    let fabrikam = look(
        "fabrikam",
        blind("webservices14.autotask.net refuses the credentials of attune@fabrikam.example"),
    );
    batch([again("adatum"), first(fabrikam), first(contoso)])
}

/// Up to 60 tenants with up to 60 differences, of letters that take much room in one format or the other.
pub(crate) fn large() -> impl Strategy<Value = Batch> {
    let text = || {
        (
            prop::sample::select(vec!["a", "&", "<", "\"", "\u{1f512}", "\u{1b}", "@"]),
            0..600_usize,
        )
            .prop_map(|(letter, length)| letter.repeat(length))
    };
    let tenant = (text(), prop::collection::vec(text(), 1..60), any::<bool>());
    prop::collection::vec(tenant, 1..60).prop_map(|tenants| {
        batch(tenants.into_iter().map(|(name, differences, link)| {
            let link = link.then(|| Link::parse("https://ci.example/runs/42").unwrap());
            first(Look {
                link,
                ..look(&name, Standing::drifted(differences))
            })
        }))
    })
}

/// Waits for no time and notes how long it would have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pauses(Arc<Mutex<Vec<u64>>>);

impl Pauses {
    /// In seconds.
    pub(crate) fn taken(&self) -> Vec<u64> {
        self.0.lock().unwrap().clone()
    }

    pub(crate) fn patience(&self) -> Patience {
        Patience {
            deadline: Duration::from_secs(30),
            wait: Arc::new(self.clone()),
        }
    }
}

impl Wait for Pauses {
    fn wait(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.lock().unwrap().push(time.as_secs());
        Box::pin(std::future::ready(()))
    }
}

/// Patience that takes no time.
pub(crate) fn patience() -> Patience {
    Pauses::default().patience()
}
