//! Addresses of the catalogue as a tree, and the headings of the page for each node.

use attune_model::catalogue::{self, CellSpec, Terms};

/// The names directly below an address, each once, in the order of the page; below the empty one: the sections.
pub(super) fn names(path: &str) -> Vec<&'static str> {
    let mut names = Vec::new();
    for spec in cells(path) {
        let below = match path {
            "" => spec.path,
            _ => spec.path.get(path.len() + 1..).unwrap_or_default(),
        };
        let name = below.split('.').next().unwrap_or_default();
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    names
}

/// The cells below an address; below the empty one: all.
pub(super) fn cells(path: &str) -> Vec<&'static CellSpec> {
    match path {
        "" => catalogue::cells().collect(),
        _ => catalogue::cells_below(path).collect(),
    }
}

/// An address with one more name.
pub(super) fn join(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

/// The headings that all cells below an address have in common: `Web Services API > Resource Impersonation > CRM`.
pub(super) fn heading(path: &str) -> String {
    let deepest = path.split('.').count();
    let mut common: Option<Vec<String>> = None;
    for spec in cells(path) {
        let own = headings(spec);
        common = Some(match common {
            None => own,
            Some(common) => common
                .into_iter()
                .zip(own)
                .take_while(|(one, other)| one == other)
                .map(|(one, _)| one)
                .collect(),
        });
    }
    let mut common = common.unwrap_or_default();
    common.truncate(deepest);
    common.join(" > ")
}

/// Section, group (in parts, where it has some: `Resource Impersonation: CRM`) and, in a table, the row.
fn headings(spec: &CellSpec) -> Vec<String> {
    let terms = Terms::default();
    let mut headings = vec![spec.section.label().to_owned()];
    if !spec.group.is_empty() {
        headings.extend(spec.group.split(": ").map(|part| terms.fill(part)));
    }
    if spec.column.is_some() {
        headings.push(spec.row_label(&terms));
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_called_what_the_page_calls_it() {
        let shown: Vec<String> = [
            "crm",
            "crm.objects.accounts",
            "serviceDesk.settings",
            "timesheets.settings",
            "webServicesApi.resourceImpersonation",
            "webServicesApi.resourceImpersonation.crm",
            "webServicesApi.resourceImpersonation.crm.accounts",
        ]
        .into_iter()
        .map(heading)
        .collect();
        insta::assert_snapshot!(shown.join("\n"), @r"
        CRM
        CRM > Object Permissions > Organizations
        Service Desk
        Timesheets
        Web Services API > Resource Impersonation
        Web Services API > Resource Impersonation > CRM
        Web Services API > Resource Impersonation > CRM > Organizations
        ");
    }

    #[test]
    fn names_are_given_once_and_in_the_order_of_the_page() {
        assert_eq!(names("contracts"), ["objects", "settings"]);
        assert_eq!(
            names("").first().zip(names("").last()),
            Some((&"contracts", &"webServicesApi"))
        );
        assert_eq!(names("contracts.settings.contractVisibility").len(), 0);
    }
}
