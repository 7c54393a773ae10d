//! A recipe's file.

use std::path::Path;

use crate::file::File;
use crate::finding::Findings;
use crate::reader::{Fields, Item};
use crate::recipe::parameter::{Parameter, ParameterType};
use crate::rules::{RECIPE, expiry_date, format_version, recipe_name, unknown_word};
use crate::yaml::{Node, Value};

/// A vendor's guide as data.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Its name, as that of its file.
    pub name: String,
    /// The product.
    pub product: String,
    /// What it does, one sentence.
    pub summary: String,
    /// Where it was read.
    pub url: String,
    /// Other pages on the same.
    pub also: Vec<String>,
    /// When it was read.
    pub date: String,
    /// How much of it could be read.
    pub evidence: Evidence,
    /// How sure the reading is: `high`, `medium` or `low`.
    pub confidence: String,
    /// The guide's language, where it is not English.
    pub language: Option<String>,
    /// What it asks its user for, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// Reasons, by place; `<handle>` stands in the places.
    pub why: Vec<(String, String)>,
    /// What the guide leaves open.
    pub gaps: Vec<Gap>,
    /// What to look out for.
    pub cautions: Vec<String>,
    /// What stays to be done by hand.
    pub by_hand: Vec<Step>,
    pub(crate) manifest: Node,
}

impl Recipe {
    /// Whether the integration has a level of its own.
    pub(crate) fn makes_level(&self) -> bool {
        self.manifest.entry("securityLevels").is_some()
    }
}

/// How much of a guide could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// All of it, as text.
    Full,
    /// It was cut off.
    Partial,
    /// It gives values as pictures only.
    Pictures,
}

impl Evidence {
    /// The word in a recipe.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Pictures => "pictures",
        }
    }
}

/// What a guide leaves open. A plan is refused until it is filled or left.
#[derive(Clone, Debug)]
pub struct Gap {
    /// Its name.
    pub name: String,
    /// What is open.
    pub what: String,
    /// The places of the manifest that can fill it, with `<handle>`.
    pub at: Vec<String>,
}

/// A step that stays to be done by hand.
#[derive(Clone, Debug)]
pub enum Step {
    /// Before the plan is applied.
    Before(String),
    /// After that.
    After(String),
}

/// The version of the format.
const FORMAT: i64 = 1;

/// Reads a whole file; nothing where it has no tree, which its own findings tell.
pub(crate) fn read(file: &File, out: &mut Findings) -> Option<Recipe> {
    let root = file.root.as_ref()?;
    let stem = Path::new(file.source.name()).file_stem();
    let head = match &root.value {
        Value::Map(entries) => entries.first().map(|entry| entry.key.span),
        Value::Scalar(_) | Value::List(_) => None,
    };
    let top = Item {
        name: RECIPE.into(),
        head: head.unwrap_or(root.span),
        node: root,
    };
    let mut fields = top.fields(out)?;
    if let Some(item) = fields.required("recipe") {
        let number = item.number(0, out)?;
        if number != FORMAT {
            return out.refuse(format_version::recipe(&item, number, FORMAT));
        }
    }
    let name = fields.required("name");
    let name = name.and_then(|item| {
        let text = item.text(out)?;
        if !recipe_name::is_name(text) {
            return out.refuse(recipe_name::finding(&item));
        }
        if let Some(stem) = stem.filter(|stem| *stem != text) {
            out.push(recipe_name::of_file(&item, &stem.to_string_lossy()));
        }
        Some(text.to_owned())
    });
    let product = text(&mut fields, "product", out);
    let summary = text(&mut fields, "summary", out);
    let source = fields.required("source");
    let source = source.and_then(|item| source_of(&item, out));
    let parameters = fields.optional("parameters");
    let parameters = parameters.map_or_else(Vec::new, |item| parameters_of(&item, out));
    let manifest = fields.required("manifest");
    let manifest = manifest.and_then(|item| map(&item, out));
    let why = fields.optional("why");
    let why = why.map_or_else(Vec::new, |item| pairs(&item, out));
    let gaps = fields.optional("gaps");
    let gaps = gaps.map_or_else(Vec::new, |item| gaps_of(&item, out));
    let cautions = fields.optional("cautions");
    let cautions = cautions.map_or_else(Vec::new, |item| words(&item, out));
    let by_hand = fields.optional("byHand");
    let by_hand = by_hand.map_or_else(Vec::new, |item| steps(&item, out));
    fields.finish(out);
    let Source {
        url,
        also,
        date,
        evidence,
        confidence,
        language,
    } = source?;
    Some(Recipe {
        name: name?,
        product: product?,
        summary: summary?,
        url,
        also,
        date,
        evidence,
        confidence,
        language,
        parameters,
        why,
        gaps,
        cautions,
        by_hand,
        manifest: manifest?,
    })
}

struct Source {
    url: String,
    also: Vec<String>,
    date: String,
    evidence: Evidence,
    confidence: String,
    language: Option<String>,
}

fn source_of(item: &Item<'_>, out: &mut Findings) -> Option<Source> {
    let mut fields = item.fields(out)?;
    let url = text(&mut fields, "url", out);
    let also = fields.optional("also");
    let also = also.map_or_else(Vec::new, |item| words(&item, out));
    let date = fields.required("date");
    let date = date.and_then(|item| expiry_date::read(&item, out));
    let evidence = fields.required("evidence");
    let evidence = evidence.and_then(|item| {
        let all = [Evidence::Full, Evidence::Partial, Evidence::Pictures];
        let word = item.node.text();
        let known = all.into_iter().find(|kind| Some(kind.word()) == word);
        known.or_else(|| out.refuse(unknown_word::finding(&item, &all.map(Evidence::word))))
    });
    let confidence = fields.required("confidence");
    let confidence = confidence.and_then(|item| {
        let all = ["high", "medium", "low"];
        match item.node.text() {
            Some(word) if all.contains(&word) => Some(word.to_owned()),
            Some(_) | None => out.refuse(unknown_word::finding(&item, &all)),
        }
    });
    let language = fields.optional("language");
    let language = language.and_then(|item| Some(item.text(out)?.to_owned()));
    fields.finish(out);
    Some(Source {
        url: url?,
        also,
        date: date?.to_string(),
        evidence: evidence?,
        confidence: confidence?,
        language,
    })
}

fn parameters_of(item: &Item<'_>, out: &mut Findings) -> Vec<Parameter> {
    entries(item, out)
        .into_iter()
        .filter_map(|item| parameter(&item, out))
        .collect()
}

fn parameter(item: &Item<'_>, out: &mut Findings) -> Option<Parameter> {
    if !recipe_name::is_name(&item.name) || ["handle", "tenant"].contains(&item.name.as_ref()) {
        return out.refuse(recipe_name::parameter(item));
    }
    let mut fields = item.fields(out)?;
    let kind = fields.required("type");
    let kind = kind.and_then(|item| ParameterType::read(&item, out));
    let of = match kind {
        Some(ParameterType::Choice) => fields.required("of"),
        Some(_) | None => None,
    };
    let words = of.map_or_else(Vec::new, |item| words(&item, out));
    let what = text(&mut fields, "what", out);
    let optional = fields.optional("optional");
    let optional = optional.and_then(|item| item.boolean(out)).unwrap_or(false);
    let default = fields.optional("default").map(|item| item.node.clone());
    let adds = fields.optional("adds");
    let adds = adds.and_then(|item| map(&item, out));
    fields.finish(out);
    let kind = kind?;
    Some(Parameter {
        name: item.name.clone().into_owned(),
        kind,
        words,
        what: what?,
        optional: optional || default.is_some() || kind == ParameterType::Flag,
        default,
        adds,
    })
}

fn gaps_of(item: &Item<'_>, out: &mut Findings) -> Vec<Gap> {
    entries(item, out)
        .into_iter()
        .filter_map(|item| {
            let mut fields = item.fields(out)?;
            let what = text(&mut fields, "what", out);
            let at = fields.required("at");
            let at = at.map_or_else(Vec::new, |item| words(&item, out));
            fields.finish(out);
            Some(Gap {
                name: item.name.clone().into_owned(),
                what: what?,
                at,
            })
        })
        .collect()
}

fn steps(item: &Item<'_>, out: &mut Findings) -> Vec<Step> {
    let Some(mut fields) = item.fields(out) else {
        return Vec::new();
    };
    let before = fields.optional("before");
    let before = before.map_or_else(Vec::new, |item| words(&item, out));
    let after = fields.optional("after");
    let after = after.map_or_else(Vec::new, |item| words(&item, out));
    fields.finish(out);
    before
        .into_iter()
        .map(Step::Before)
        .chain(after.into_iter().map(Step::After))
        .collect()
}

fn entries<'n>(item: &Item<'n>, out: &mut Findings) -> Vec<Item<'n>> {
    let rest = item.fields(out).map(Fields::into_rest).unwrap_or_default();
    rest.into_iter().map(Item::of).collect()
}

fn pairs(item: &Item<'_>, out: &mut Findings) -> Vec<(String, String)> {
    entries(item, out)
        .into_iter()
        .filter_map(|item| Some((item.name.clone().into_owned(), item.text(out)?.to_owned())))
        .collect()
}

fn words(item: &Item<'_>, out: &mut Findings) -> Vec<String> {
    let items = item.list(out).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| Some(item.text(out)?.to_owned()))
        .collect()
}

fn text(fields: &mut Fields<'_>, key: &'static str, out: &mut Findings) -> Option<String> {
    Some(fields.required(key)?.text(out)?.to_owned())
}

fn map(item: &Item<'_>, out: &mut Findings) -> Option<Node> {
    match &item.node.value {
        Value::Map(_) => Some(item.node.clone()),
        Value::Scalar(_) | Value::List(_) => out.refuse(crate::rules::wrong_type::map(item)),
    }
}
