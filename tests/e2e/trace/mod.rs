//! Traces for a collector of OpenTelemetry: what they show, what they never hold, and that no collector changes a run.

mod away;
mod collector;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use self::collector::{Collector, Manner, Span};
use crate::fleet::Fleet;
use crate::harness::{APPLY, PLAN, Place, Ran, Sim};
use crate::record::sent;

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT: &str = "00f067aa0ba902b7";

/// With a collector, and a span that began it all.
fn traced<'a>(command: &'a mut Command, collector: &Collector) -> &'a mut Command {
    command
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.endpoint)
        .env("TRACEPARENT", format!("00-{TRACE}-{PARENT}-01"))
}

/// Spans by the id of the one that they are in.
fn below(spans: &[Span]) -> BTreeMap<&str, Vec<&Span>> {
    let mut all: BTreeMap<&str, Vec<&Span>> = BTreeMap::new();
    for span in spans {
        all.entry(&span.parent).or_default().push(span);
    }
    all
}

/// The span of the run; every other one is somewhere below it, and no span is missing.
#[track_caller]
fn root(spans: &[Span]) -> &Span {
    let ids: BTreeSet<&str> = spans.iter().map(|span| span.id.as_str()).collect();
    assert_eq!(ids.len(), spans.len());
    let mut roots = spans
        .iter()
        .filter(|span| !ids.contains(span.parent.as_str()));
    let root = roots.next().unwrap();
    let other: Vec<&Span> = roots.collect();
    assert!(other.is_empty(), "{root:?}\n{other:?}");
    assert!(spans.iter().all(|span| span.trace == root.trace));
    root
}

#[test]
fn a_trace_is_a_tree_of_run_tenant_steps_and_requests() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let collector = Collector::start(Manner::Answers(200));
    let before = sent(&sim);
    let apply = [&APPLY[..], &["--record", "run.json"]].concat();
    let ran = Ran::of(traced(&mut place.command(Some(&sim), &apply), &collector)).exits(0);
    assert_eq!(ran.stderr, "");
    let spans = collector.spans();
    let root = root(&spans);
    assert_eq!((root.trace.as_str(), root.parent.as_str()), (TRACE, PARENT));
    assert_eq!(root.name, "attune apply");
    let record: Value = serde_json::from_str(&place.read("run.json")).unwrap();
    assert_eq!(record["trace_id"], TRACE);

    let below = below(&spans);
    let [tenant] = below[root.id.as_str()][..] else {
        panic!("{:?}", below[root.id.as_str()]);
    };
    let host = tenant.attributes["server.address"].clone();
    let requests = (sent(&sim) - before).to_string();
    assert_eq!(record["tenants"][0]["requests"].to_string(), requests);
    let said: Vec<String> = tenant
        .attributes
        .iter()
        .map(|(key, value)| format!("{key}={}", value.replace(&host, "[host]")))
        .collect();
    assert_eq!(
        said,
        [
            "attune.exit_code=0".to_owned(),
            format!("attune.requests={requests}"),
            "attune.steps.done=10".to_owned(),
            "attune.steps.failed=0".to_owned(),
            "attune.steps.planned=10".to_owned(),
            "attune.steps.skipped=0".to_owned(),
            "attune.steps.waiting=0".to_owned(),
            "attune.tenant=contoso".to_owned(),
            "server.address=[host]".to_owned(),
        ]
    );

    let is_request = |span: &&Span| span.attributes.contains_key("http.request.method");
    assert_eq!(
        spans.iter().filter(is_request).count().to_string(),
        requests
    );
    let inside = &below[tenant.id.as_str()];
    let steps: Vec<&&Span> = inside.iter().filter(|span| !is_request(span)).collect();
    let outcomes = steps.iter().map(|step| {
        let attribute = |key: &str| step.attributes[key].as_str();
        assert_eq!(
            step.name,
            format!("step {}", attribute("attune.step.change"))
        );
        attribute("attune.step.outcome")
    });
    assert_eq!(outcomes.collect::<Vec<_>>(), ["done"; 10]);
    let within_steps = steps
        .iter()
        .filter_map(|step| below.get(step.id.as_str()))
        .flatten();
    let looks = inside.iter().filter(|span| is_request(span));
    assert_eq!(
        within_steps.chain(looks).count().to_string(),
        requests,
        "every request is the tenant's, or a step's"
    );
    assert!(spans.iter().all(|span| span.events == 0));
    let zone = spans
        .iter()
        .find(|span| span.name.ends_with("zoneInformation"));
    let zone: Vec<String> = zone
        .unwrap()
        .attributes
        .iter()
        .map(|(key, value)| format!("{key}={}", value.replace(&host, "[host]")))
        .collect();
    assert_eq!(
        zone,
        [
            "attune.attempt=1",
            "http.request.method=GET",
            "http.response.status_code=200",
            "server.address=[host]",
            "url.template=/ATServicesRest/v1.0/zoneInformation",
        ]
    );
}

#[test]
fn no_byte_holds_a_secret_or_names_a_person() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let collector = Collector::start(Manner::Answers(200));
    let mut command = place.command(Some(&sim), &APPLY);
    command.env(
        "OTEL_EXPORTER_OTLP_HEADERS",
        "authorization=Bearer%20hunter2",
    );
    // What libraries say of it is no place for one either.
    command.env("ATTUNE_LOG", "trace");
    let ran = Ran::of(traced(&mut command, &collector)).exits(0);
    assert!(ran.stderr.contains("TRACE"), "{}", ran.stderr);
    let delivered: Value = serde_json::from_str(&place.read("secrets/tasky.json")).unwrap();
    let text = |key: &str| delivered[key].as_str().unwrap().to_owned();
    let mut words = vec![
        "hunter2".to_owned(),
        sim.secret.clone(),
        sim.user_name.clone(),
        sim.integration_code.clone(),
        text("secret"),
        "contoso.example".to_owned(),
    ];
    for word in [&words[0], &words[1], &words[3], &words[4]] {
        assert!(!ran.stderr.contains(word), "{word:?} in {}", ran.stderr);
    }
    // What the plan names: people, levels, the API user.
    for name in ["Tess", "Turner", "Tasky", "Impersonation"] {
        assert!(ran.stdout.contains(name), "{name}");
        words.push(name.to_owned());
    }
    let requests = collector.requests();
    assert!(!requests.is_empty());
    for request in requests {
        assert_eq!(request.head[0], "post /v1/traces http/1.1");
        assert!(
            request
                .head
                .contains(&"authorization: bearer hunter2".to_owned())
        );
        let body = String::from_utf8_lossy(&request.body).into_owned();
        for word in &words {
            assert!(!body.contains(word), "{word:?} in {body}");
        }
    }
}

#[test]
fn an_error_is_one_in_the_trace_too() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let collector = Collector::start(Manner::Answers(200));
    let mut command = place.command(Some(&sim), &PLAN);
    command.env("AUTOTASK_SECRET", "wrong");
    Ran::of(traced(&mut command, &collector)).exits(3);
    let spans = collector.spans();
    let root = root(&spans);
    let wrong: Vec<&str> = spans
        .iter()
        .filter(|span| span.is_error)
        .map(|span| span.name.as_str())
        .collect();
    assert_eq!(
        wrong,
        [
            "GET /ATServicesRest/V1.0/Resources/entityInformation/fields",
            "tenant",
            "attune plan",
        ]
    );
    assert_eq!(root.attributes["attune.exit_code"], "3");
    let status = |span: &&Span| span.attributes.get("http.response.status_code").cloned();
    let codes: Vec<String> = spans.iter().filter_map(|span| status(&span)).collect();
    assert_eq!(codes, ["200", "401"]);
}

#[test]
fn every_tenant_of_a_fleet_is_a_span_below_the_run() {
    let fleet = Fleet::start("tenants: 3\npeople: 2\nlevels: 1\napiUsers: 1\ndrifting: 1\n");
    let collector = Collector::start(Manner::Answers(200));
    let mut command = fleet.command(&["drift", "--all"]);
    Ran::of(traced(&mut command, &collector)).exits(2);
    let spans = collector.spans();
    let root = root(&spans);
    let below = below(&spans);
    let mut tenants: Vec<(String, u64)> = below[root.id.as_str()]
        .iter()
        .map(|tenant| {
            assert_eq!(tenant.name, "tenant");
            let requests = below[tenant.id.as_str()].len().try_into().unwrap();
            (tenant.attributes["attune.tenant"].clone(), requests)
        })
        .collect();
    tenants.sort();
    let asked = fleet.asked().into_iter();
    let asked: Vec<(String, u64)> = asked.map(|one| (one.name, one.requests)).collect();
    assert_eq!(tenants, asked);
    assert!(!root.is_error, "drift is no error");
}

#[test]
fn the_standard_variables_say_who_sends_it_and_where_to() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let plan = |variables: &[(&str, &str)]| {
        let mut command = place.command(Some(&sim), &PLAN);
        Ran::of(command.envs(variables.iter().copied())).exits(2)
    };
    let collector = Collector::start(Manner::Answers(200));
    let endpoint = format!("{}/otlp/", collector.endpoint);
    plan(&[("OTEL_EXPORTER_OTLP_ENDPOINT", &endpoint)]);
    assert_eq!(
        collector.requests()[0].head[0],
        "post /otlp/v1/traces http/1.1"
    );
    assert_eq!(
        collector.resource(),
        [("service.name", "attune"), ("service.version", "0.1.0")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into()
    );
    assert_eq!(root(&collector.spans()).parent, "");

    let collector = Collector::start(Manner::Answers(200));
    let exact = format!("{}/exactly/here", collector.endpoint);
    plan(&[
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", &exact),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://elsewhere.example"),
        ("OTEL_SERVICE_NAME", "nightly"),
        (
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.name=other,team=noc%2Cnight",
        ),
    ]);
    assert_eq!(
        collector.requests()[0].head[0],
        "post /exactly/here http/1.1"
    );
    let resource = collector.resource();
    assert_eq!(resource["service.name"], "nightly");
    assert_eq!(resource["team"], "noc,night");

    let collector = Collector::start(Manner::Answers(200));
    for off in [
        &[("OTEL_SDK_DISABLED", "TRUE")][..],
        &[("OTEL_EXPORTER_OTLP_ENDPOINT", "")],
    ] {
        let mut command = place.command(Some(&sim), &PLAN);
        traced(&mut command, &collector).envs(off.iter().copied());
        assert_eq!(Ran::of(&mut command).exits(2).stderr, "");
    }
    assert!(collector.requests().is_empty());
}
