//! What is claimed of an impersonation rule: the flag of every level that it means.

use attune_model::{Claim, Handle, ImpersonationRule, Proof, RuleLevels, Verdict};

use super::probe::{Probed, Seen};
use super::tenant::Tenant;
use super::{claim, flag, not_shown};

pub(super) fn claims(
    look: Tenant<'_>,
    handle: &Handle,
    rule: &ImpersonationRule,
    probed: Option<&Probed>,
    claims: &mut Vec<Claim>,
) {
    let what = if rule.allow {
        "lets its holders be impersonated"
    } else {
        "does not let its holders be impersonated"
    };
    let meant = flag::meant(look, rule);
    if meant.is_empty() {
        let why = match (&rule.levels, look.levels(), look.resources()) {
            (_, Err(why), _) | (RuleLevels::HeldBy(_), _, Err(why)) => {
                format!("levels and people could not be read: {why}")
            }
            (RuleLevels::HeldBy(_), ..) => "nobody is chosen".to_owned(),
            (RuleLevels::Named(_), ..) => "none of its levels is there".to_owned(),
        };
        claims.push(claim(
            &format!("impersonation rule {handle}"),
            what,
            not_shown(why),
        ));
    }
    for level in meant {
        let object = format!("level \"{}\"", look.level_name(level));
        let verdict = match probed {
            None => not_shown(
                "REST does not show the flag; only an impersonated query can, and none was asked for",
            ),
            Some(probed) => verdict(&probed.seen(level), rule.allow),
        };
        claims.push(claim(&object, what, verdict));
    }
}

fn verdict(seen: &Seen, allow: bool) -> Verdict {
    let (is_on, evidence) = match seen {
        Seen::On(evidence) => (true, evidence),
        Seen::Off(evidence) => (false, evidence),
        Seen::Unclear(why) => return not_shown(why.as_str()),
    };
    let evidence = evidence.clone();
    if is_on == allow {
        Verdict::Shown {
            proof: Proof::RestBehaviour,
            evidence,
        }
    } else {
        Verdict::Contradicted { evidence }
    }
}
