//! The rules of a workspace; those of reading are the manifest's.

use attune_manifest::Rule;

/// The number after `workspace` is a format that attune reads.
pub(crate) const FORMAT: Rule = Rule {
    id: "workspace-format",
    summary: "the format of the workspace is one that attune reads",
};

/// A pattern can be read.
pub(crate) const PATTERN: Rule = Rule {
    id: "workspace-pattern",
    summary: "a pattern of paths or names can be read",
};

/// A pattern fits something.
pub(crate) const NOTHING: Rule = Rule {
    id: "workspace-nothing",
    summary: "a path, name or pattern means something that is there",
};

/// Every manifest has a tenant of its own.
pub(crate) const TENANT: Rule = Rule {
    id: "workspace-tenant",
    summary: "every manifest has a tenant of its own",
};

/// Groups are told apart.
pub(crate) const GROUP: Rule = Rule {
    id: "workspace-group",
    summary: "a group that is named is one of the workspace",
};

/// A window opens and closes.
pub(crate) const WINDOW: Rule = Rule {
    id: "workspace-window",
    summary: "a tenant has at most one window, which opens and closes",
};

/// Every tenant has a state of its own.
pub(crate) const STATE: Rule = Rule {
    id: "workspace-state",
    summary: "every tenant has a state of its own",
};

/// A budget is within what Autotask allows.
pub(crate) const BUDGET: Rule = Rule {
    id: "workspace-budget",
    summary: "a budget is within what Autotask allows",
};

/// A notice has one channel.
pub(crate) const NOTICE: Rule = Rule {
    id: "workspace-notice",
    summary: "a notice goes one way, and everything that it needs is there",
};

/// All rules, by id.
pub fn rules() -> &'static [Rule] {
    const RULES: &[Rule] = &[
        BUDGET, FORMAT, GROUP, NOTHING, NOTICE, PATTERN, STATE, TENANT, WINDOW,
    ];
    RULES
}
