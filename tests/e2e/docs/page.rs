//! What of a Markdown file is run.

/// A block that is run.
#[derive(Debug)]
pub(super) struct Block {
    /// Where its text begins, counted from 1.
    pub(super) line: usize,
    pub(super) kind: Kind,
    /// Without the blanks of the list that it stands in.
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Commands with what they print.
    Console,
    /// Commands alone.
    Shell,
    /// What somebody else does, in a comment that no reader sees.
    Meanwhile,
}

/// A command, and what it prints.
pub(super) struct Step {
    pub(super) line: usize,
    /// For a POSIX shell.
    pub(super) command: String,
    pub(super) expected: Vec<String>,
}

/// The blocks of a file that are run, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // How a block that is open ends, how far it is indented, and whether it is run.
    let mut open: Option<(&str, usize, bool)> = None;
    for (index, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        match open {
            Some((end, _, _)) if trimmed.trim_end() == end => open = None,
            Some((_, indent, true)) => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line.get(indent..).unwrap_or_default());
                block.text.push('\n');
            }
            Some((_, _, false)) => {}
            None => {
                let kind = match trimmed.trim_end() {
                    "```console" => Some(Kind::Console),
                    "```sh" => Some(Kind::Shell),
                    "<!-- meanwhile" => Some(Kind::Meanwhile),
                    other if other.starts_with("```") => None,
                    _ => continue,
                };
                let end = if kind == Some(Kind::Meanwhile) {
                    "-->"
                } else {
                    "```"
                };
                open = Some((end, line.len() - trimmed.len(), kind.is_some()));
                blocks.extend(kind.map(|kind| Block {
                    line: index + 2,
                    kind,
                    text: String::new(),
                }));
            }
        }
    }
    blocks
}

impl Block {
    /// The commands of a console block.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            let command = match line.strip_prefix("PS> ") {
                Some(command) => Some(posix(command)),
                None => line.strip_prefix("$ ").map(|command| {
                    command
                        .replace("cargo run --quiet -- ", "attune ")
                        .replace("cargo run -- ", "attune ")
                }),
            };
            match command {
                Some(command) => steps.push(Step {
                    line: self.line + index,
                    command,
                    expected: Vec::new(),
                }),
                None => steps.last_mut().expect("a command first").goes_on(line),
            }
        }
        steps
    }
}

impl Step {
    /// The line after: a line of the command, where that ends with a backslash, or one that it prints.
    fn goes_on(&mut self, line: &str) {
        if self.expected.is_empty() && self.command.ends_with('\\') {
            self.command.push('\n');
            self.command.push_str(line);
        } else {
            self.expected.push(line.to_owned());
        }
    }
}

/// A line of PowerShell for a POSIX shell, where it runs attune and nothing else.
fn posix(command: &str) -> String {
    let command = command.replace("; $LASTEXITCODE", "; echo $?");
    let command = command.replace(".\\nightly.ps1 ", "attune ");
    assert!(
        command.starts_with("attune ") && !command.contains('`'),
        "only attune can be run for PowerShell: {command}"
    );
    command
}

#[test]
fn what_is_indented_hidden_or_for_another_shell_is_found() {
    let page = "a\n```console\n$ a \\\n  b\n```\n  ```sh\n  if b; then\n\n    c\n  fi\n  ```\n\
                ```text\n```sh\n```\n<!-- meanwhile\nd\n-->\n<!-- e -->\n```console\nPS> .\\nightly.ps1 f; $LASTEXITCODE\ng\n```\n";
    let blocks = blocks(page);
    let found: Vec<(usize, Kind, &str)> = blocks
        .iter()
        .map(|block| (block.line, block.kind, block.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (3, Kind::Console, "$ a \\\n  b\n"),
            (7, Kind::Shell, "if b; then\n\n  c\nfi\n"),
            (16, Kind::Meanwhile, "d\n"),
            (
                20,
                Kind::Console,
                "PS> .\\nightly.ps1 f; $LASTEXITCODE\ng\n"
            ),
        ]
    );
    assert_eq!(blocks[0].steps()[0].command, "a \\\n  b");
    let step = blocks[3].steps().pop().unwrap();
    assert_eq!(
        (step.line, step.command.as_str()),
        (20, "attune f; echo $?")
    );
    assert_eq!(step.expected, ["g"]);
}
