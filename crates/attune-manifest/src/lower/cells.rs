//! The settings of a level, read against the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{self, CellKind, CellSpec};
use attune_model::{CellId, CellValue, Scope};

use crate::finding::Findings;
use crate::lower::extra;
use crate::lower::level_kind::Base;
use crate::reader::{Fields, Item};
use crate::rules::{
    base_cannot_give, cell_follows, cell_presence, cell_requires, cell_value, kind_unknown,
    unknown_cell, unknown_key, wrong_type,
};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The keys of a level that are no sections.
const OTHER_KEYS: [&str; 7] = [
    "name", "copyOf", "active", "expires", "apiOnly", "baseline", "extra",
];

/// What a level begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Baseline {
    /// What its base has.
    Copy,
    /// Nothing: everything that is not named is off.
    None,
}

/// Reads the sections of a level: all its keys that are left. `api_only`: of which kind it is, where that is known.
pub(super) fn lower(
    mut fields: Fields<'_>,
    base: Option<&Base<'_>>,
    api_only: Option<bool>,
    baseline: Option<(Baseline, Span)>,
    out: &mut Findings,
) -> BTreeMap<CellId, CellValue> {
    let mut cells = Cells {
        base,
        api_only,
        values: BTreeMap::new(),
        named: BTreeSet::new(),
        out,
    };
    let extra = fields.optional("extra");
    let name = fields.name();
    fields.report_missing(cells.out);
    for entry in fields.into_rest() {
        let section = &entry.key.text;
        if catalogue::sections().contains(&section.as_ref()) {
            cells.read(&Item::of(entry), section);
        } else {
            let sections = catalogue::sections().iter().copied();
            let known: Vec<&str> = OTHER_KEYS.into_iter().chain(sections).collect();
            cells
                .out
                .push(unknown_key::in_level(&entry.key, &name, &known));
        }
    }
    if let Some((Baseline::None, span)) = baseline {
        cells.fill(span);
    }
    cells.check_requirements();
    cells.check_contracts();
    let mut values: BTreeMap<CellId, CellValue> = cells
        .values
        .into_iter()
        .map(|(id, (value, _))| (id, value))
        .collect();
    if let Some(extra) = extra {
        values.extend(extra::lower(&extra, out));
    }
    values
}

struct Cells<'a> {
    base: Option<&'a Base<'a>>,
    api_only: Option<bool>,
    values: BTreeMap<CellId, (CellValue, Span)>,
    /// The cells that are named themselves, rather than by a word for all.
    named: BTreeSet<CellId>,
    out: &'a mut Findings,
}

/// A word for all that is below an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// What the button `Full Permission` sets.
    All,
    /// What the button `No Permission` sets.
    None,
}

impl Word {
    fn of(node: &Node) -> Option<Self> {
        match node.text()? {
            "all" => Some(Self::All),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// What it makes of a cell; nothing where the cell keeps what it has.
    fn value(self, spec: &CellSpec) -> Option<CellValue> {
        if matches!(spec.kind, CellKind::Choice([_])) {
            return None;
        }
        match self {
            Self::None => spec.kind.nothing(),
            // A box that only counts while another one limits stays as it is when the limit falls.
            Self::All if spec.requires.is_some_and(is_limit) => None,
            Self::All => spec.kind.full(),
        }
    }
}

fn is_limit(path: &str) -> bool {
    catalogue::cell_at(path).is_some_and(|spec| spec.kind == CellKind::LimitBox)
}

impl Cells<'_> {
    /// Reads what is said of the address `path`, which is a cell or has cells below it.
    fn read(&mut self, item: &Item<'_>, path: &str) {
        let spec = catalogue::cell_at(path);
        if let Some(api_only) = self.api_only {
            let is_shown = match spec {
                Some(spec) => spec.on.includes(api_only),
                None => catalogue::cells_below(path).any(|spec| spec.on.includes(api_only)),
            };
            if !is_shown {
                let base = self.base.map(|base| base.name);
                self.out.push(cell_presence::finding(item, base, api_only));
                return;
            }
        }
        if let Some(spec) = spec {
            self.cell(item, spec);
            return;
        }
        match &item.node.value {
            Value::Map(_) => self.map(item, path),
            Value::List(_) => self.row(item, path),
            Value::Scalar(_) => match Word::of(item.node) {
                Some(word) => self.all(item, path, word),
                None => self.out.push(cell_value::not_a_setting(item, path)),
            },
        }
    }

    fn cell(&mut self, item: &Item<'_>, spec: &CellSpec) {
        let Some(value) = value(item, spec.kind, self.out) else {
            return;
        };
        if let Some(base) = self.base
            && let Some(system) = base.system()
            && system.never.contains(&spec.path)
            && spec.kind.nothing().as_ref() != Some(&value)
        {
            self.out.push(base_cannot_give::finding(item, system.name));
            return;
        }
        self.named.insert(spec.id());
        self.values.insert(spec.id(), (value, item.span()));
    }

    fn map(&mut self, item: &Item<'_>, path: &str) {
        let Some(mut fields) = item.fields(self.out) else {
            return;
        };
        if let Some(rest) = fields.optional("*") {
            match Word::of(rest.node) {
                Some(word) => self.all(&rest, path, word),
                None => self.out.push(cell_value::star(&rest)),
            }
        }
        let children = catalogue::children(path);
        for entry in fields.into_rest() {
            let key = &entry.key;
            if children.contains(&key.text.as_ref()) {
                self.read(&Item::of(entry), &format!("{path}.{}", key.text));
            } else {
                let finding = unknown_cell::finding(path, &key.text, &key.quoted(), key.span);
                self.out.push(finding);
            }
        }
    }

    /// A list of boxes is the complete set: those that it does not name are cleared.
    fn row(&mut self, item: &Item<'_>, path: &str) {
        let boxes: Vec<(&str, &CellSpec)> = catalogue::cells_below(path)
            .filter_map(|spec| Some((spec.path.get(path.len() + 1..)?, spec)))
            .collect();
        let is_row = boxes
            .iter()
            .all(|(name, spec)| spec.kind == CellKind::CheckBox && !name.contains('.'));
        if !is_row {
            self.out.push(cell_value::not_a_row(item, path));
            return;
        }
        let span = item.span();
        for (_, spec) in &boxes {
            self.values
                .insert(spec.id(), (CellValue::Flag(false), span));
        }
        for named in item.list(self.out).unwrap_or_default() {
            let word = named.node.text();
            if let Some((_, spec)) = boxes.iter().find(|(name, _)| Some(*name) == word) {
                self.named.insert(spec.id());
                self.values
                    .insert(spec.id(), (CellValue::Flag(true), named.span()));
            } else {
                self.out.push(cell_value::no_such_box(&named, path));
            }
        }
    }

    /// Sets everything below an address that a level of this kind shows.
    fn all(&mut self, item: &Item<'_>, path: &str, word: Word) {
        let Some(cells) = self.shown(catalogue::cells_below(path)) else {
            self.out.push(kind_unknown::finding(item));
            return;
        };
        for spec in cells {
            let never = self
                .base
                .and_then(Base::system)
                .is_some_and(|system| system.never.contains(&spec.path));
            if let Some(value) = word.value(spec).filter(|_| !never || word == Word::None) {
                self.values.insert(spec.id(), (value, item.span()));
            }
        }
    }

    /// Those of some cells that a level of this kind shows; nothing where that hangs on a kind that is not known.
    fn shown(
        &self,
        cells: impl Iterator<Item = &'static CellSpec>,
    ) -> Option<Vec<&'static CellSpec>> {
        let cells: Vec<&'static CellSpec> = cells.collect();
        if let Some(api_only) = self.api_only {
            return Some(
                cells
                    .into_iter()
                    .filter(|spec| spec.on.includes(api_only))
                    .collect(),
            );
        }
        let alike = cells.windows(2).all(|pair| match pair {
            [one, next] => one.on == next.on,
            _ => true,
        });
        alike.then_some(cells)
    }

    /// Takes away everything that is not named.
    fn fill(&mut self, span: Span) {
        let Some(cells) = self.shown(catalogue::cells()) else {
            self.out.push(kind_unknown::baseline(span));
            return;
        };
        for spec in cells {
            // Where nothing is limited, the boxes that widen a limit have no meaning and stay as they are.
            let is_idle = spec.requires.is_some_and(|path| {
                is_limit(path)
                    && matches!(
                        self.values.get(&CellId::new(path)),
                        Some((CellValue::Flag(false), _))
                    )
            });
            if let Some(value) = Word::None.value(spec).filter(|_| !is_idle) {
                self.values.entry(spec.id()).or_insert((value, span));
            }
        }
    }

    /// A cell that hangs on another one is not given where that one is taken away.
    fn check_requirements(&mut self) {
        for id in &self.named {
            let (Some(spec), Some((value, span))) = (catalogue::cell(id), self.values.get(id))
            else {
                continue;
            };
            let Some(path) = spec.requires else {
                continue;
            };
            let is_given = *value != CellValue::Flag(false);
            if let Some((CellValue::Flag(false), other)) = self.values.get(&CellId::new(path))
                && is_given
            {
                self.out
                    .push(cell_requires::finding(spec.path, path, *span, *other));
            }
        }
    }
}

impl Cells<'_> {
    /// What contracts follow: their visibility, and how far organizations are seen.
    fn check_contracts(&mut self) {
        const ADD: &str = "contracts.objects.contracts.add";
        const VIEW: &str = "contracts.objects.contracts.view";
        const VISIBILITY: &str = "contracts.settings.contractVisibility";
        let of = |path: &str| self.values.get(&CellId::new(path)).cloned();
        let named = |path: &str| of(path).filter(|_| self.named.contains(&CellId::new(path)));
        if let (Some((CellValue::Flag(true), add)), Some((CellValue::Scope(scope), visibility))) =
            (named(ADD), of(VISIBILITY))
            && scope != Scope::Full
        {
            let because = format!("`{VISIBILITY}` is {}", scope.label());
            self.out.push(cell_follows::finding(
                ADD, "`false`", &because, add, visibility,
            ));
        }
        let access: Option<Vec<(CellValue, Span)>> = catalogue::cells_below("crm.access")
            .map(|spec| of(spec.path))
            .collect();
        let all = CellValue::Scope(Scope::All);
        if let (Some((CellValue::Scope(scope), view)), Some(access)) = (named(VIEW), access)
            && scope != Scope::All
            && access.iter().all(|(value, _)| *value == all)
            && let Some((_, first)) = access.first()
        {
            let because = "all rows of `crm.access` are All";
            self.out
                .push(cell_follows::finding(VIEW, "`All`", because, view, *first));
        }
    }
}

fn value(item: &Item<'_>, kind: CellKind, out: &mut Findings) -> Option<CellValue> {
    match kind {
        CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => {
            item.boolean(out).map(CellValue::Flag)
        }
        CellKind::Choice(scopes) => {
            let word = item.node.text();
            let scope = scopes.iter().find(|scope| Some(scope.label()) == word);
            scope
                .map(|scope| CellValue::Scope(*scope))
                .or_else(|| out.refuse(cell_value::choice(item, scopes)))
        }
        CellKind::Number { min } => {
            let number = item.number(i64::from(min), out)?;
            match u32::try_from(number) {
                Ok(number) => Some(CellValue::Number(number)),
                Err(_) => out.refuse(wrong_type::too_large(item)),
            }
        }
        CellKind::SameAs(path) => out.refuse(cell_value::shown_only(item, path)),
    }
}
