//! The page of one tenant of a run.

use maud::html;

use super::TenantV1;
use super::html::tag;
use super::view::{NULL, all_columns};
use crate::clean_lines;
use crate::html::page::page;
use crate::view::words;

/// What the run came to for the tenant, then what the command said, as text.
pub fn tenant_page(tenant: &TenantV1, text: &str) -> String {
    let name = words(&tenant.tenant);
    let database = tenant.database;
    let database = database.map_or_else(|| NULL.to_owned(), |number| number.to_string());
    let body = html! {
        header {
            h1 { (name) }
            p { (tag(tenant.standing)) }
        }
        main {
            section {
                h2 { "Facts" }
                div.card { table.facts { tbody {
                    (fact("Database", &database))
                    (fact("Exit code", &tenant.exit_code.to_string()))
                    @for column in all_columns() { (fact(column.heading, &column.cell(tenant))) }
                } } }
            }
            @if !text.is_empty() {
                section {
                    h2 { "Output" }
                    div.card.scroll { pre { (clean_lines(text)) } }
                }
            }
        }
        footer.quiet.small {
            p { "A dash stands for what this run did not look for or could not find out." }
        }
    };
    page(&name, &body)
}

fn fact(label: &str, value: &str) -> maud::Markup {
    html! {
        tr {
            th scope="row" { (label) }
            td { @if value.is_empty() { "none" } @else { (value) } }
        }
    }
}
