//! What stands where in an audit.

use attune_audit::{Answer, ApiUser, Audit, Finding, Level, LevelKind, Person, Rights, Unseen};

use super::words;
use crate::outline::{Chapter, Entry, Outline};

pub(super) fn outline(audit: &Audit) -> Outline {
    let Audit {
        format_version: _,
        tenant,
        database,
        zone,
        at,
        levels: _,
        people: _,
        api_users: _,
        unseen: missed,
        findings: found,
    } = audit;
    let title = format!("Audit of {tenant} (database {database}, {zone}) at {at}");
    let chapters = vec![
        Chapter::new("What could not be read", unseen(missed)),
        Chapter::new("Score", vec![score(audit)]),
        Chapter::new("Findings", findings(found)),
        Chapter::new("API users", users(audit)),
        Chapter::new("Security levels", levels(audit)),
        Chapter::new("Who can be acted as", impersonable(audit)),
        Chapter::new("People", people(audit)),
    ];
    Outline::new(&title, &summary(audit), chapters)
}

pub(super) fn unseen(unseen: &[Unseen]) -> Vec<Entry> {
    let one = |Unseen { what, why }: &Unseen| Entry::new(&format!("{what}: {why}")).warning();
    unseen.iter().map(one).collect()
}

fn score(audit: &Audit) -> Entry {
    let head = match audit.score() {
        Some(score) => format!("{score} of 100"),
        None => "unknown, since not all could be read".to_owned(),
    };
    let cells = audit.cells();
    let cells = cells.map(|(unknown, all)| format!("{unknown} of {all} on custom levels"));
    Entry::new(&head).maybe("unknown cells", cells)
}

/// One entry a rule: why, the things, and what to do.
fn findings(findings: &[Finding]) -> Vec<Entry> {
    findings
        .chunk_by(|one, other| one.rule == other.rule)
        .filter_map(|of_rule| {
            let Finding {
                rule,
                object: _,
                what: _,
                why,
                help,
            } = of_rule.first()?;
            let things = of_rule
                .iter()
                .map(|finding| format!("{}: {}", finding.object, finding.what));
            let entry = Entry::new(rule).warning().fact("why", why);
            Some(entry.fact("do", help).list(things))
        })
        .collect()
}

fn users(audit: &Audit) -> Vec<Entry> {
    audit.known_api_users().iter().map(user).collect()
}

fn user(user: &ApiUser) -> Entry {
    let own = if user.is_own {
        "; attune itself signs in with it"
    } else {
        ""
    };
    let head = format!(
        "{} <{}>, {}{own}",
        user.name,
        user.email,
        words::active(user.active)
    );
    let delivered = user.delivered;
    let sections = match &user.rights {
        Rights::Cells {
            sections,
            oldest: _,
        } => words::sections(sections),
        Rights::Rest { .. } | Rights::Unknown => Vec::new(),
    };
    Entry::new(&head)
        .fact("level", &user.level.title())
        .fact("vendor", &words::vendor(user))
        .fact("whose", &words::owner(&user.owner))
        .maybe(
            "credentials",
            delivered.map(|day| format!("delivered on {day}")),
        )
        .maybe(
            "protected data",
            user.protected_data.as_ref().map(|boxes| boxes.join(", ")),
        )
        .fact("acts as people", &words::impersonation(&user.people))
        .fact("acts as contacts", &words::impersonation(&user.contacts))
        .fact("may do", &words::rights(user))
        .list(sections)
}

fn levels(audit: &Audit) -> Vec<Entry> {
    audit.known_levels().iter().map(level).collect()
}

fn level(level: &Level) -> Entry {
    Entry::new(&format!("\"{}\": {}", level.name, words::sort(level)))
        .fact("held by", &words::holders(level.holders))
        .fact("cells", &words::cells(level))
        .fact("whose", &words::owner(&level.owner))
        .list(words::sections(&level.sections))
}

/// Levels that active people hold, by what is known of the box that allows it.
fn impersonable(audit: &Audit) -> Vec<Entry> {
    let of = |(answer, head): (Answer, &str)| {
        let levels = audit.known_levels().iter();
        let of_people = levels.filter(|level| level.kind != LevelKind::ApiOnly);
        let items: Vec<String> = of_people
            .filter(|level| level.impersonable == answer)
            .filter_map(impersonable_item)
            .collect();
        (!items.is_empty()).then(|| Entry::new(head).list(items))
    };
    [
        (Answer::Yes, "yes: the box is on"),
        (
            Answer::Unknown,
            "unknown: nobody has seen the box (by the help it is off on system levels)",
        ),
        (Answer::No, "no: the box is off"),
    ]
    .into_iter()
    .filter_map(of)
    .collect()
}

/// The people themselves stand below, by level.
fn impersonable_item(level: &Level) -> Option<String> {
    let active = level.holders?.active;
    let people = words::counted(active, "active person", "active people");
    (active > 0).then(|| format!("\"{}\", {people}", level.name))
}

/// One entry a level.
fn people(audit: &Audit) -> Vec<Entry> {
    let mut people: Vec<&Person> = audit.known_people().iter().collect();
    people.sort_by_key(|person| (person.level.id, person.id));
    people
        .chunk_by(|one, other| one.level.id == other.level.id)
        .filter_map(|holders| {
            let head = format!("level {}", holders.first()?.level.title());
            let one = |person: &&Person| {
                let state = if person.active { "" } else { ", inactive" };
                format!(
                    "{} <{}>, {}{state}",
                    person.name, person.email, person.license
                )
            };
            Some(Entry::new(&head).list(holders.iter().map(one)))
        })
        .collect()
}

fn summary(audit: &Audit) -> String {
    let count = |count: Option<usize>, one: &str, many: &str| match count {
        Some(count) => words::counted(count, one, many),
        None => format!("{many} unknown"),
    };
    let levels = audit.levels.as_ref().map(Vec::len);
    let users = audit.api_users.as_ref().map(Vec::len);
    let people = audit.people.as_ref().map(Vec::len);
    format!(
        "{}, {}, {}; {}.",
        count(levels, "level", "levels"),
        count(users, "API user", "API users"),
        count(people, "person", "people"),
        words::counted(audit.findings.len(), "finding", "findings")
    )
}
