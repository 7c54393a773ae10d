//! Fields of an API user: REST shows most, the form alone shows the others.

use std::collections::BTreeMap;

use attune_model::{Field, FieldChange, Person, Proof, Resource, Step};

use super::Look;
use crate::executor::{Executor, Stop};
use crate::ledger::Known;
use crate::ports::{ActAs, Console, Prompt, ResourceWrite, TenantRead};
use crate::steps::form::{self, Values};
use crate::steps::update_api_user::{Updated, require_unmoved};

impl<T, C> Executor<'_, T, C>
where
    T: TenantRead + ResourceWrite + ActAs,
    C: Console,
{
    pub(in crate::steps) async fn update_by_hand(
        &mut self,
        step: &Step,
        user: &Person,
        changes: &BTreeMap<Field, FieldChange>,
    ) -> Result<Updated, Stop> {
        let reported = self.read(user).await?;
        let wanted = form::after(changes);
        let (of_rest, of_form) = apart(&wanted, &reported);
        let mut by = None;
        let seen = seen(&of_rest, &reported);
        if !of_form.is_empty() || form::differing(&of_rest, &seen).next().is_some() {
            require_unmoved(&seen, changes)?;
            let known = Known {
                fields: seen,
                ..Known::default()
            };
            self.begin(step, known)?;
            let look = async |tenant: &T| {
                let Some(reported) = tenant.resource(user.id).await? else {
                    return Ok(Look::Missing(format!("REST does not list {user} any more")));
                };
                Ok(differing(&of_rest, &reported).map_or(Look::There(()), Look::Missing))
            };
            let visit = Prompt::Visit { found: None };
            let (who, ()) = self.until(step, visit, look).await?;
            by = Some(who);
        }
        Ok(Updated {
            tracking: None,
            proof: proof(&of_form),
            evidence: match by {
                Some(by) if !of_form.is_empty() => format!(
                    "{}{}",
                    if of_rest.is_empty() {
                        ""
                    } else {
                        "REST reports the new values; "
                    },
                    word_on_fields(&by, &of_form)
                ),
                Some(_) | None => "REST reports the new values".to_owned(),
            },
            of_form,
        })
    }
}

/// What is wanted of the fields that REST shows of this resource, and of those that the form alone shows.
pub(super) fn apart(wanted: &Values, reported: &Resource) -> (Values, Values) {
    wanted
        .clone()
        .into_iter()
        .partition(|(field, _)| form::shown(reported, *field).is_some())
}

/// What REST shows of these fields.
fn seen(wanted: &Values, reported: &Resource) -> Values {
    wanted
        .keys()
        .filter_map(|field| Some((*field, form::shown(reported, *field)?)))
        .collect()
}

/// What REST shows otherwise than wanted.
pub(super) fn differing(wanted: &Values, reported: &Resource) -> Option<String> {
    let differences = form::differences(wanted, &seen(wanted, reported));
    (!differences.is_empty()).then(|| format!("REST shows otherwise: {differences}"))
}

/// What shows fields of which these are on the form alone.
pub(super) fn proof(of_form: &Values) -> Proof {
    if of_form.is_empty() {
        Proof::RestFact
    } else {
        Proof::Attested
    }
}

/// `Pat says that the form shows Locked, Associated so`.
pub(super) fn word_on_fields(by: &str, of_form: &Values) -> String {
    let labels: Vec<&str> = of_form.keys().map(|field| field.label()).collect();
    format!("{by} says that the form shows {} so", labels.join(", "))
}
