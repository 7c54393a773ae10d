//! A run over many tenants as one page, with links to the tenants' pages.

use maud::{Markup, html as markup};

use super::standing::Tone;
use super::view::{Column, INTERRUPTED, Kind, columns, counts, parted, title};
use super::{FleetDocument, Standing, TenantV1};
use crate::html::page::{filter, page, upper};
use crate::view::words;

/// All tenants, those with something to say first; the filter narrows them.
pub fn html(fleet: &FleetDocument) -> String {
    let title = title(fleet);
    let (listed, quiet) = parted(fleet);
    let body = markup! {
        header {
            h1 { (upper(&title)) }
            p { strong { (counts(fleet)) } " " span.quiet { "At " (words(&fleet.at)) "." } }
            @if fleet.interrupted { p.banner { (INTERRUPTED) } }
        }
        main {
            (filter("tenant, group, standing …"))
            (section("To look at", &listed))
            (section("In sync", &quiet))
        }
        footer.quiet.small {
            p { "A dash stands for what this run did not look for or could not find out." }
        }
    };
    page(&title, &body)
}

fn section(title: &str, tenants: &[&TenantV1]) -> Markup {
    let columns = columns(tenants);
    // What is long stands below the tenant's name, so that the table fits.
    let (long, short): (Vec<&Column>, Vec<&Column>) = columns
        .into_iter()
        .partition(|column| column.kind == Kind::Long);
    markup! {
        @if !tenants.is_empty() {
            section {
                h2 { (title) }
                div.card.scroll { table.fleet {
                    thead { tr {
                        th scope="col" { "Tenant" }
                        th scope="col" { "Standing" }
                        @for column in &short {
                            th.amount[column.is_number()] scope="col" { (column.heading) }
                        }
                    } }
                    tbody { @for tenant in tenants { (row(tenant, &short, &long)) } }
                } }
            }
        }
    }
}

fn row(tenant: &TenantV1, short: &[&Column], long: &[&Column]) -> Markup {
    let name = words(&tenant.tenant);
    markup! {
        tr data-item {
            th scope="row" {
                @match tenant.page.as_deref().filter(|link| is_relative(link)) {
                    Some(link) => { a href=(link) { (name) } }
                    None => { (name) }
                }
                @for column in long.iter().filter(|column| column.holds(tenant)) {
                    p.quiet.small { (column.heading) ": " (column.cell(tenant)) }
                }
            }
            td { (tag(tenant.standing)) }
            @for column in short {
                td.amount[column.is_number()] { (column.cell(tenant)) }
            }
        }
    }
}

/// A standing in its colour; the words say it alone.
pub(super) fn tag(standing: Standing) -> Markup {
    let class = match standing.tone() {
        Tone::Danger => "danger",
        Tone::Caution => "risk",
        Tone::Change => "change",
        Tone::Made => "new",
        Tone::Plain | Tone::Calm => "",
    };
    markup! { span class={ "tag " (class) } { (standing.words()) } }
}

/// Whether a link leads to a file beside this page, whoever wrote the document: no scheme, no host, no tricks.
fn is_relative(link: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    link.split('/')
        .all(|part| !part.is_empty() && part.chars().all(is_plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_only() {
        assert!(is_relative("tenants/contoso.html"));
        for elsewhere in [
            "",
            "javascript:alert(1)",
            "https://e.example/",
            "//e.example/x",
            "/etc/passwd",
            "\\\\e.example\\x",
            "\t//e.example",
            "a b",
        ] {
            assert!(!is_relative(elsewhere), "{elsewhere}");
        }
    }
}
