//! The pages.

use attune_report::fleet::{html, tenant_page};

use crate::world::drift;

#[test]
fn the_page_leads_to_the_pages_of_tenants() {
    let page = html(&drift());
    assert!(page.contains("<h1>Drift of 5 tenants</h1>"));
    assert!(page.contains("<a href=\"tenants/contoso.html\">contoso</a>"));
    assert!(page.contains(
        "<th scope=\"row\">fabrikam<p class=\"quiet small\">Why: REST does not answer, &quot;timed out&quot;</p></th>"
    ));
    assert!(page.contains("<span class=\"tag danger\">could not be looked at</span>"));
    // 0 differences are not the same as none that were looked for.
    assert!(page.contains("<td class=\"amount\">0</td>"));
    assert!(page.contains("<td class=\"amount\">-</td>"));
    assert_eq!(page.matches("<tr data-item>").count(), 5);
}

#[test]
fn a_tenants_page_has_its_facts_and_what_the_command_said() {
    let run = drift();
    let page = tenant_page(&run.tenants[1], "Drift of contoso\n  a < b\n");
    let (_, facts) = page.split_once("<tbody>").unwrap();
    let (facts, after) = facts.split_once("</tbody>").unwrap();
    let facts = facts.replace("</tr>", "\n").replace("</th><td>", ": ");
    let facts: String = facts
        .split(['<', '>'])
        .enumerate()
        .filter(|(index, _)| index % 2 == 0)
        .map(|(_, text)| text)
        .collect();
    insta::assert_snapshot!(facts, @"
    Database: 200117
    Exit code: 2
    Groups: gold, north
    Differences: 3
    Unchanged since: -
    Steps: -
    Waiting: -
    Score: -
    Findings: -
    Unknown cells: -
    Oldest capture: -
    Access that ends: none
    Why: -
    ");
    assert!(after.contains("<pre>Drift of contoso\n  a &lt; b\n</pre>"));
    assert!(page.contains("<title>attune: contoso</title>"));
    assert!(!tenant_page(&run.tenants[1], "").contains("<pre>"));
}
