//! Who says what about a place, and who wins.

use attune_model::{CellId, Handle, Place};

use crate::layers::Layer;
use crate::manifest::Manifest;
use crate::places::{Said, find, said};
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
        let winner = said(&self.root, place);
        let mut statements = Vec::new();
        for layer in self.layers.iter().rev() {
            let nearest = said(&layer.root, place);
            // Where what is nearer was dropped, a word around it counts.
            let winning = winner.as_ref().and_then(|winner| {
                let near = nearest.as_ref()?;
                let here = find(&layer.root, &winner.at).filter(|found| found.exact)?;
                let is_it = here.span == winner.span && near.span != winner.span;
                is_it.then(|| winner.clone())
            });
            let said = winning.into_iter().chain(nearest);
            statements.extend(said.filter_map(|said| self.statement(layer, said, winner.as_ref())));
            statements.extend(self.dropped(layer, place));
        }
        Explanation {
            place: place.clone(),
            value: self.cell(place),
            statements,
            locked: self.lock(place),
        }
    }

    fn statement(
        &self,
        layer: &Layer,
        said: Said<'_>,
        winner: Option<&Said<'_>>,
    ) -> Option<Statement> {
        let standing = match (&said.node.value, winner) {
            (Value::Map(_), _) => Standing::Part,
            (_, Some(winner)) if winner.span == said.span => Standing::Wins,
            (_, _) => Standing::Overridden,
        };
        Some(Statement {
            layer: layer.name.clone(),
            location: self.sources.location(said.span.start)?,
            says: flow(said.node),
            at: said.at,
            standing,
        })
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
