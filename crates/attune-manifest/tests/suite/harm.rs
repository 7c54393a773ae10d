//! Files that are made to do harm, each of at most 1 MiB. The benchmark `hostile` measures the same.

/// The largest file that is read.
const LARGEST: usize = 1024 * 1024;

/// The head of a valid manifest.
const HEAD: &str = "attune: 1\ntenant: contoso\n";

/// All of them, by name.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let texts = [shapes(), settings(), blocks_of_manifests(), lengths()];
    texts
        .into_iter()
        .flatten()
        .map(|(name, text)| (name, text.into_bytes()))
        .chain(no_texts())
        .collect()
}

/// What YAML allows, very often.
fn shapes() -> Vec<(&'static str, String)> {
    vec![
        ("alias bomb", alias_bomb()),
        (
            "aliases to nothing",
            lines(2_500, |at| format!("k{at}: [*a, *b, *c]")),
        ),
        ("brackets", "[".repeat(20_000)),
        ("brackets, a megabyte", "[".repeat(LARGEST)),
        ("brackets that are closed", "[]".repeat(10_000)),
        ("braces", "{a: ".repeat(20_000)),
        ("braces as keys", "{".repeat(20_000)),
        ("question marks", "? ".repeat(20_000)),
        (
            "flow in keys",
            lines(5_000, |at| format!("? [{{a{at}: [b, {{c: d}}]}}]\n: e")),
        ),
        ("blocks", blocks()),
        ("hyphens", "- ".repeat(20_000)),
        ("keys", lines(100_000, |at| format!("k{at}: 1"))),
        ("unknown keys", lines(9_990, |at| format!("k{at}: 1"))),
        ("one key", lines(9_990, |_| "attune: 1".to_owned())),
        ("one tenant", lines(9_990, |_| "tenant: contoso".to_owned())),
        (
            "unknown keys in one line",
            flow(9_900, |at| format!("k{at}: 1")),
        ),
        (
            "unknown keys in one long line",
            flow(9_900, |at| format!("{}{at}: 1", "k".repeat(95))),
        ),
    ]
}

/// Very many entries of levels, layers and users.
fn settings() -> Vec<(&'static str, String)> {
    vec![
        (
            "unknown cells",
            under(
                "securityLevels:\n  a:\n    name: A\n    crm:\n",
                9_900,
                |at| format!("      k{at}: 1"),
            ),
        ),
        (
            "unknown boxes",
            format!(
                "{HEAD}securityLevels: {{a: {{name: A, webServicesApi: {{resourceImpersonation: {{crm: {{accounts: [{}]}}}}}}}}}}\n",
                list(19_900, |at| format!("k{at}"))
            ),
        ),
        (
            "extra",
            under(
                "securityLevels:\n  a:\n    name: A\n    extra:\n      CRM:\n",
                9_900,
                |at| format!("        Row {at}: true"),
            ),
        ),
        (
            "list",
            format!("{HEAD}lock: [{}]\n", list(100_000, |at| format!("k{at}"))),
        ),
        (
            "list of blocks",
            under("lock:\n", 100_000, |at| format!("  - k{at}")),
        ),
        (
            "locks",
            under("lock:\n", 19_900, |at| format!("  - securityLevels.k{at}")),
        ),
        (
            "drops",
            under("drop:\n", 19_900, |at| format!("  - securityLevels.k{at}")),
        ),
        (
            "levels",
            under("securityLevels:\n", 6_000, |at| {
                format!("  k{at}: {{name: K}}")
            }),
        ),
        (
            "a chain of copies",
            under("securityLevels:\n", 3_300, |at| {
                format!("  k{at}: {{name: K{at}, copyOf: K{}}}", at + 1)
            }),
        ),
        (
            "levels with everything",
            under("securityLevels:\n", 1_900, |at| {
                format!(
                    "  k{at}: {{name: K{at}, copyOf: API User (system), baseline: none, crm: all}}"
                )
            }),
        ),
        (
            "handles",
            under("securityLevels:\n", 9_900, |at| format!("  K{at}: {{}}")),
        ),
        (
            "users",
            under("apiUsers:\n", 9_900, |at| format!("  k{at}: {{}}")),
        ),
        (
            "users without a level",
            under("apiUsers:\n", 2_400, |at| {
                format!("  k{at}: {{firstName: A, lastName: B, email: a@b, securityLevel: l{at}}}")
            }),
        ),
    ]
}

/// Very many blocks that hang on others.
fn blocks_of_manifests() -> Vec<(&'static str, String)> {
    vec![
        ("users and levels", users_and_levels()),
        (
            "shared credentials",
            under("apiUsers:\n", 1_900, |at| {
                format!(
                    "  k{at}: {{firstName: A, lastName: B, email: a@b, securityLevel: X Y, credentials: {{to: {{file: f}}}}}}"
                )
            }),
        ),
        (
            "people",
            under("people:\n", 6_000, |at| format!("  k{at}: {{who: {{}}}}")),
        ),
        (
            "patterns",
            format!(
                "{HEAD}people: {{a: {{who: {{emails: [{}]}}, securityLevel: X Y}}}}\n",
                list(19_000, |at| format!("\"{{a,b}}[{at}]*\""))
            ),
        ),
        (
            "braces in a pattern",
            format!(
                "{HEAD}people: {{a: {{who: {{emails: [\"{}\"]}}, securityLevel: X Y}}}}\n",
                "{a,".repeat(300_000)
            ),
        ),
        (
            "accept",
            under("accept:\n", 3_300, |at| {
                format!("  k{at}: {{at: people.k{at}}}")
            }),
        ),
        (
            "policy",
            under("policy:\n  people:\n", 9_900, |at| {
                format!("    k{at}*: {{}}")
            }),
        ),
        (
            "integrations",
            under("integrations:\n", 4_900, |at| {
                format!("  k{at}: {{recipe: acronis}}")
            }),
        ),
        (
            "integrations without a recipe",
            under("integrations:\n", 4_900, |at| {
                format!("  k{at}: {{recipe: x{at}}}")
            }),
        ),
        (
            "extends",
            under("extends:\n", 19_000, |at| format!("  - missing/{at}.yaml")),
        ),
    ]
}

/// Very long values, keys, lines and files.
fn lengths() -> Vec<(&'static str, String)> {
    vec![
        ("a scalar", format!("tenant: {}", "a".repeat(LARGEST - 8))),
        (
            "a scalar of words",
            format!("tenant: {}", "a ".repeat(LARGEST / 2 - 4)),
        ),
        (
            "a scalar of lines",
            format!("tenant:\n{}", "  a\n".repeat(LARGEST / 4 - 2)),
        ),
        (
            "a scalar in quotes",
            format!("tenant: \"{}", "\\n".repeat(LARGEST / 2 - 8)),
        ),
        (
            "a block of text",
            format!("tenant: |\n{}", "  a\n".repeat(LARGEST / 4 - 8)),
        ),
        (
            "a name",
            format!(
                "{HEAD}securityLevels: {{a: {{name: {}}}}}\n",
                "a".repeat(LARGEST - 100)
            ),
        ),
        (
            "a place",
            format!("{HEAD}lock: [{}]\n", "a.".repeat(LARGEST / 2 - 40)),
        ),
        ("a key", format!("{}: 1", "k".repeat(LARGEST - 8))),
        (
            "a line of keys",
            flow(9_000, |at| format!("{}{at}: 1", "ü".repeat(50))),
        ),
        ("a line of blanks", " ".repeat(LARGEST)),
        ("empty lines", "\n".repeat(LARGEST)),
        ("comments", "#\n".repeat(LARGEST / 2)),
        ("tabs", "\t".repeat(LARGEST)),
        ("anchors", "&a ".repeat(LARGEST / 3)),
        ("tags", "!a ".repeat(LARGEST / 3)),
        ("documents", "---\n".repeat(LARGEST / 4)),
        ("colons", ": ".repeat(LARGEST / 2)),
        ("commas", format!("[{}", ",".repeat(LARGEST - 1))),
        (
            "secrets",
            lines(9_900, |at| format!("k{at}-secret: hunter2")),
        ),
        (
            "secrets that are no YAML",
            format!("{}[", lines(60_000, |_| "secret: {a".to_owned())),
        ),
        (
            "placeholders",
            format!(
                "{HEAD}integrations: {{a: {{recipe: tallman-tasky, with: {{email: a@b, users: {{emails: [a@b]}}, level-name: \"{}\"}}}}}}\n",
                "<".repeat(500_000)
            ),
        ),
    ]
}

/// What is no text, or none that anybody wrote.
fn no_texts() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("invalid UTF-8", vec![0xFF; LARGEST]),
        (
            "a byte that is not UTF-8",
            [HEAD.as_bytes(), &vec![b'#'; 900_000], &[0xE9]].concat(),
        ),
        ("zeros", vec![0; LARGEST]),
        ("noise", noise()),
        (
            "printable noise",
            noise().into_iter().map(|byte| b' ' + byte % 95).collect(),
        ),
        ("signs", noise().into_iter().map(sign).collect()),
    ]
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|at| line(at) + "\n").collect()
}

/// Lines below a key of a manifest.
fn under(key: &str, count: usize, line: impl Fn(usize) -> String) -> String {
    format!("{HEAD}{key}{}", lines(count, line))
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    items.join(", ")
}

/// A manifest in one line.
fn flow(count: usize, item: impl Fn(usize) -> String) -> String {
    format!("{{attune: 1, tenant: contoso, {}}}", list(count, item))
}

/// Each line holds nine of the one before.
pub(crate) fn alias_bomb() -> String {
    let lines: String = (1..10)
        .map(|level| {
            let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
            format!("k{level}: &a{level} [{aliases}]\n")
        })
        .collect();
    format!("tenant: &a0 x\n{lines}")
}

/// Keys, each indented by one more than the one before.
pub(crate) fn blocks() -> String {
    (0..1_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect()
}

fn users_and_levels() -> String {
    let levels = lines(1_500, |at| {
        format!("  k{at}: {{name: K{at}, copyOf: API User (system)}}")
    });
    let users = lines(1_200, |at| {
        format!("  k{at}: {{firstName: A, lastName: B, email: a@b, securityLevel: k{at}x}}")
    });
    format!("{HEAD}securityLevels:\n{levels}apiUsers:\n{users}")
}

/// Bytes without order, the same each time.
fn noise() -> Vec<u8> {
    let mut state: u32 = 1;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(LARGEST)
    .collect()
}

/// A sign that means something in YAML.
fn sign(byte: u8) -> u8 {
    let signs = b" \n:-,[]{}&*!|>'\"%#?a";
    signs[usize::from(byte) % signs.len()]
}
