//! Who says what about a place, and who wins.

use attune_model::{CellId, Handle, Place};

use crate::layers::Layer;
use crate::manifest::Manifest;
use crate::places::said;
use crate::source::Location;
use crate::yaml::{Value, flow};

/// Everything that is said about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The place.
    pub place: Place,
    /// What a cell comes to, as a manifest writes it; `None` where the place is no cell or is not managed.
    pub value: Option<String>,
    /// What the layers say, the highest first.
    pub statements: Vec<Statement>,
    /// Where a lock keeps the layers above from changing it.
    pub locked: Option<Location>,
}

/// What one layer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The layer: a file or a recipe.
    pub layer: String,
    /// Where it says so.
    pub location: Location,
    /// The place that it names: this one, or one around it.
    pub at: Place,
    /// What it says, in one line.
    pub says: String,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether a statement counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Wins,
    /// A layer above says something else.
    Overridden,
    /// It takes away what the layers below say.
    Drops,
    /// It is one part of the whole.
    Part,
}

impl Manifest {
    /// Explains a place: a path of keys such as `securityLevels.tasky-api.webServicesApi.canLogin`.
    pub fn explain(&self, place: &Place) -> Explanation {
        let winner = said(&self.root, place).map(|said| said.span);
        let mut statements = Vec::new();
        for layer in self.layers.iter().rev() {
            if let Some(said) = said(&layer.root, place)
                && let Some(location) = self.sources.location(said.span.start)
            {
                let is_map = matches!(said.node.value, Value::Map(_));
                statements.push(Statement {
                    layer: layer.name.clone(),
                    location,
                    standing: match winner {
                        _ if is_map => Standing::Part,
                        Some(winner) if winner == said.span => Standing::Wins,
                        Some(_) | None => Standing::Overridden,
                    },
                    says: flow(said.node),
                    at: said.at,
                });
            }
            statements.extend(self.dropped(layer, place));
        }
        Explanation {
            place: place.clone(),
            value: self.cell(place),
            statements,
            locked: self.lock(place),
        }
    }

    fn dropped<'a>(
        &'a self,
        layer: &'a Layer,
        place: &'a Place,
    ) -> impl Iterator<Item = Statement> + 'a {
        layer
            .drops
            .iter()
            .filter(|(dropped, _)| dropped.covers(place))
            .filter_map(|(dropped, span)| {
                Some(Statement {
                    layer: layer.name.clone(),
                    location: self.sources.location(span.start)?,
                    at: dropped.clone(),
                    says: "drop".to_owned(),
                    standing: Standing::Drops,
                })
            })
    }

    fn lock(&self, place: &Place) -> Option<Location> {
        let mut locks = self.layers.iter().flat_map(|layer| &layer.locks);
        let (_, span) = locks.find(|(locked, _)| locked.covers(place))?;
        self.sources.location(span.start)
    }

    /// What a cell of a level comes to.
    fn cell(&self, place: &Place) -> Option<String> {
        let (handle, cell) = place.0.strip_prefix("securityLevels.")?.split_once('.')?;
        let level = self
            .desired
            .security_levels
            .get(&Handle::parse(handle).ok()?)?;
        let value = level.cells.get(&CellId::new(cell))?;
        Some(value.as_written())
    }
}
