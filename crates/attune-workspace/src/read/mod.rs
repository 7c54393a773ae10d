//! From the file to a workspace. What is wrong is reported, all of it in one run.

mod baselines;
mod budgets;
mod groups;
mod manifests;
mod notices;
pub(crate) mod pattern;
mod state;
mod window;

use std::path::Path;

use attune_manifest::Diagnostic;
use attune_manifest::strict::{Fields, Finding, Findings, Item};
use attune_model::Handle;

use crate::budgets::Budgets;
use crate::notice::Notice;
use crate::rules;
use crate::tenant::Tenant;

/// The format that is read.
const FORMAT: i64 = 1;

/// The word for all tenants where groups are named.
pub(crate) const ALL: &str = "all";

/// What the file says.
pub(crate) struct Read {
    pub(crate) tenants: Vec<Tenant>,
    pub(crate) groups: Vec<Handle>,
    pub(crate) budgets: Budgets,
    pub(crate) hold: Option<String>,
    pub(crate) notices: Vec<Notice>,
}

/// Reads the top of the file at this path. What is wrong with the heads of manifests goes to `of_manifests`.
pub(crate) fn workspace(
    mut top: Fields<'_>,
    file: &Path,
    of_manifests: &mut Vec<Diagnostic>,
    out: &mut Findings,
) -> Option<Read> {
    let known = top.required("workspace");
    if let Some(number) = &known {
        // What another format says is not judged by the keys of this one.
        format(number, out)?;
    }
    let tenants = top.required("tenants");
    let exclude = top.optional("exclude");
    let groups = top.optional("groups");
    let baselines = top.optional("baselines");
    let state = top.optional("state");
    let budgets = top.optional("budgets");
    let hold = top.optional("hold");
    let notices = top.optional("notices");
    top.finish(out);
    known?;
    let budgets = budgets.map_or_else(Budgets::default, |item| budgets::read(&item, out));
    let hold = hold.and_then(|item| item.text(out)).map(str::to_owned);
    let folder = file.parent().unwrap_or(Path::new(""));
    let tenants_item = tenants?;
    let manifests = manifests::find(&tenants_item, exclude.as_ref(), file, of_manifests, out)?;
    let groups = groups::read(groups, &manifests, out);
    let layers = baselines::read(baselines.as_ref(), &groups, folder, out);
    let notices = notices.map(|item| notices::read(&item, &groups, folder, out));
    let states = state::read(state.as_ref(), &tenants_item, &manifests, folder, out);
    let windows = groups::windows(&groups, &manifests, out);
    let tenants = manifests
        .into_iter()
        .zip(states)
        .zip(windows)
        .map(|((manifest, state), window)| {
            let member = groups.iter().filter(|group| group.has(&manifest.name));
            let groups = member.map(|group| group.name.clone()).collect();
            Tenant {
                baselines: baselines::of(&layers, &groups),
                name: manifest.name,
                manifest: manifest.path,
                groups,
                state,
                window,
            }
        })
        .collect();
    Some(Read {
        tenants,
        groups: groups.into_iter().map(|group| group.name).collect(),
        budgets,
        hold,
        notices: notices.unwrap_or_default(),
    })
}

fn format(item: &Item<'_>, out: &mut Findings) -> Option<()> {
    let number = item.number(0, out)?;
    if number == FORMAT {
        return Some(());
    }
    let message =
        format!("workspaces of format {number} are not known: this attune reads format {FORMAT}");
    out.refuse(
        Finding::error(&rules::FORMAT, item.span(), message)
            .label("unknown format")
            .help(format!("write `workspace: {FORMAT}`")),
    )
}

/// `did you mean ...?`, or all that there are.
fn near(text: &str, known: &[&str]) -> String {
    match attune_model::nearest(text, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there is none yet".to_owned(),
        None => format!("known: {}", known.join(", ")),
    }
}
