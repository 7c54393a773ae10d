//! From a recipe and its parameters to the blocks it stands for.

use std::collections::BTreeMap;
use std::path::Path;

use attune_model::{Desired, Handle};

use crate::finding::Findings;
use crate::layers::merge;
use crate::lower::lower;
use crate::reader::Item;
use crate::recipe::substitute::{Values, filled, substitute};
use crate::recipe::{Parameter, ParameterType, Recipe};
use crate::rules::{missing_key, unknown_key};
use crate::source::Span;
use crate::yaml::{Key, Node, Scalar, Value, parse};

/// Where the credentials go unless the user says so.
const CREDENTIALS: &str = "secrets/<tenant>/<handle>.json";

/// One use of a recipe.
pub(super) struct Expansion<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) handle: &'a Handle,
    pub(super) tenant: &'a str,
    pub(super) given: BTreeMap<&'a str, Item<'a>>,
    /// Where the integration's name stands.
    pub(super) head: Span,
}

impl Expansion<'_> {
    /// The blocks; `None` where a parameter is wrong or missing.
    pub(super) fn expand(&self, out: &mut Findings) -> Option<Node> {
        let before = out.count();
        let values = self.values(out);
        if out.count() > before {
            return None;
        }
        let mut root = substitute(&self.recipe.manifest, &values, out)?;
        for parameter in &self.recipe.parameters {
            let Some(adds) = &parameter.adds else {
                continue;
            };
            let given = values.get(&parameter.name).and_then(Option::as_ref);
            let is_on = match given.map(|node| &node.value) {
                Some(Value::Scalar(scalar)) if parameter.kind == ParameterType::Flag => {
                    scalar.boolean() == Some(true)
                }
                Some(_) => true,
                None => false,
            };
            if is_on && let Some(adds) = substitute(adds, &values, out) {
                root = merge(root, &adds);
            }
        }
        Some(root)
    }

    fn values(&self, out: &mut Findings) -> Values {
        let mut values = Values::new();
        let at = self.head;
        values.insert("handle".to_owned(), Some(text(self.handle.as_str(), at)));
        values.insert("tenant".to_owned(), Some(text(self.tenant, at)));
        let mut missing = Vec::new();
        for parameter in &self.recipe.parameters {
            let value = match self.given.get(parameter.name.as_str()) {
                Some(item) => {
                    parameter.check(item, out);
                    Some(item.node.clone())
                }
                None => match &parameter.default {
                    Some(default) => substitute(default, &values, out).inspect(|node| {
                        let item = Item {
                            name: parameter.name.as_str().into(),
                            head: node.span,
                            node,
                        };
                        parameter.check(&item, out);
                    }),
                    None if parameter.optional => None,
                    None => {
                        missing.push(parameter.name.as_str());
                        None
                    }
                },
            };
            values.insert(parameter.name.clone(), value);
        }
        if !values.contains_key("credentials") {
            let value = match self.given.get("credentials") {
                Some(item) => item.text(out).map(|_| item.node.clone()),
                None => filled(CREDENTIALS, at, &values, out).map(|path| text(&path, at)),
            };
            values.insert("credentials".to_owned(), value);
        }
        if !missing.is_empty() {
            let name = format!("with` of `{}", self.handle);
            out.push(missing_key::parameters(&name, at, &missing, self.recipe));
        }
        let known: Vec<&str> = self
            .recipe
            .parameters
            .iter()
            .map(|parameter| parameter.name.as_str())
            .chain(["credentials"])
            .collect();
        for (name, item) in &self.given {
            if !known.contains(name) {
                let key = Key {
                    text: (*name).into(),
                    span: item.head,
                    hidden: false,
                };
                out.push(unknown_key::finding(&key, "with", &known));
            }
        }
        values
    }
}

fn text(text: &str, span: Span) -> Node {
    Node {
        value: Value::Scalar(Scalar {
            text: text.into(),
            plain: false,
            hidden: false,
        }),
        span,
    }
}

/// What blocks come to by themselves; `None` where they are not valid.
pub(crate) fn desired(blocks: &Node, tenant: &str) -> Option<Desired> {
    let mut head = Node::of_nothing();
    head.put(&["attune"], Node::of_word("1"));
    head.put(&["tenant"], Node::of_text(tenant));
    let mut out = Findings::default();
    let lowered = lower(&merge(head, blocks), Path::new(""), &mut out)?;
    (!out.has_errors()).then_some(lowered.desired)
}

impl Parameter {
    /// A value to show what goes there; whoever reads it sees what is still to be said.
    pub(crate) fn example(&self) -> Option<Node> {
        if self.kind == ParameterType::Text {
            return Some(Node::of_text(&format!("<{}>", self.name)));
        }
        parse(&self.example_text()).ok()?.root
    }
}

impl Recipe {
    /// The blocks that it stands for with these parameters; `None` where one is wrong or missing.
    pub(crate) fn blocks(
        &self,
        handle: &Handle,
        tenant: &str,
        given: &BTreeMap<&str, Node>,
    ) -> Option<Node> {
        let head = Span::at(0);
        let given = given.iter().map(|(name, node)| {
            let name = *name;
            (
                name,
                Item {
                    name: name.into(),
                    head,
                    node,
                },
            )
        });
        let expansion = Expansion {
            recipe: self,
            handle,
            tenant,
            given: given.collect(),
            head,
        };
        let mut out = Findings::default();
        let blocks = expansion.expand(&mut out)?;
        (!out.has_errors()).then_some(blocks)
    }

    /// What the recipe comes to with example values for what it needs, and for the optional parameter `also`; `None`
    /// where it is no valid recipe.
    pub fn example(&self, also: Option<&str>) -> Option<Desired> {
        let handle = Handle::parse(&self.name).ok()?;
        let examples = self
            .parameters
            .iter()
            .filter(|parameter| !parameter.optional || also == Some(parameter.name.as_str()))
            .filter_map(|parameter| Some((parameter.name.as_str(), parameter.example()?)))
            .collect();
        desired(&self.blocks(&handle, "tenant", &examples)?, "tenant")
    }
}
