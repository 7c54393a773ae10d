//! What an address means, and which methods it takes.

use std::collections::BTreeSet;

use axum::http::Method;

use crate::fields::{self, ChildSpec, Operation};
use crate::tenant::Entity;

/// An address of the REST API.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Route {
    /// `V1.0/ZoneInformation`.
    Zone,
    /// `VersionInformation`.
    ApiVersions,
    /// `V1.0/Version`.
    Version,
    /// `V1.0/ThresholdInformation`.
    Threshold,
    /// `V1.0/Modules`.
    Modules,
    /// `V1.0/EntityInformation`.
    AllInformation,
    /// Something about an entity.
    Of(Target),
}

/// Something about an entity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    /// The entity.
    pub(super) entity: Entity,
    /// The record it is asked for below.
    pub(super) parent: Option<Parent>,
    /// What is asked for.
    pub(super) what: What,
}

/// A record that others stand below in the address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parent {
    /// The address.
    pub(super) child: &'static ChildSpec,
    /// The record's number.
    pub(super) id: i64,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// `query`.
    Query,
    /// `query/next`.
    NextPage,
    /// `query/count`.
    Count,
    /// `entityInformation`.
    Information,
    /// `entityInformation/fields`.
    Fields,
    /// `entityInformation/userDefinedFields`.
    UserDefinedFields,
    /// The entity as such.
    Collection,
    /// The record with this number.
    Item(i64),
}

impl Route {
    /// The meaning of a path below `/ATServicesRest/`: case does not matter, nor does a slash at the end.
    pub(crate) fn find(path: &str) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        let route = match segments.as_slice() {
            ["versioninformation"] => Self::ApiVersions,
            ["v1.0", "zoneinformation"] => Self::Zone,
            ["v1.0", "version"] => Self::Version,
            ["v1.0", "thresholdinformation"] => Self::Threshold,
            ["v1.0", "modules"] => Self::Modules,
            ["v1.0", "entityinformation"] => Self::AllInformation,
            ["v1.0", entity, rest @ ..] => Self::Of(Target::find(entity, rest)?),
            _ => return None,
        };
        // What takes no method at all is no address: notes are written below their ticket only (`rest.md` 5).
        (!route.methods().is_empty()).then_some(route)
    }

    /// The methods that the address takes.
    pub(super) fn methods(&self) -> Vec<Method> {
        match self {
            Self::Zone
            | Self::ApiVersions
            | Self::Version
            | Self::Threshold
            | Self::Modules
            | Self::AllInformation => vec![Method::GET],
            Self::Of(target) => target.methods(),
        }
    }

    /// The entity that threads are counted for.
    pub(crate) fn entity(&self) -> Option<Entity> {
        match self {
            Self::Of(target) => Some(target.entity),
            Self::Zone
            | Self::ApiVersions
            | Self::Version
            | Self::Threshold
            | Self::Modules
            | Self::AllInformation => None,
        }
    }
}

impl Target {
    fn find(entity: &str, rest: &[&str]) -> Option<Self> {
        if let [id, segment, rest @ ..] = rest
            && let Ok(id) = id.parse()
        {
            let child = fields::child(entity, segment)?;
            let what = What::find(rest).filter(|what| !what.is_query())?;
            return Some(Self {
                entity: child.entity,
                parent: Some(Parent { child, id }),
                what,
            });
        }
        Some(Self {
            entity: Entity::named(entity)?,
            parent: None,
            what: What::find(rest)?,
        })
    }

    fn methods(&self) -> Vec<Method> {
        let operations = match self.parent {
            Some(parent) => &parent.child.operations,
            None => &fields::spec(self.entity).operations,
        };
        let below = self.parent.is_some();
        let has = |operation| BTreeSet::contains(operations, &operation);
        let pairs: &[(bool, Method)] = match self.what {
            What::Query | What::NextPage | What::Count => &[
                (has(Operation::Query), Method::GET),
                (has(Operation::Query), Method::POST),
            ],
            What::Information | What::Fields => &[(!below || has(Operation::Info), Method::GET)],
            What::UserDefinedFields => &[(
                has(Operation::UserDefined) || has(Operation::Info),
                Method::GET,
            )],
            What::Collection => &[
                (has(Operation::List), Method::GET),
                (has(Operation::Post), Method::POST),
                (has(Operation::Put), Method::PUT),
                (has(Operation::Patch), Method::PATCH),
            ],
            What::Item(_) => &[
                (has(Operation::Get), Method::GET),
                (has(Operation::Delete), Method::DELETE),
            ],
        };
        let allowed = pairs.iter().filter(|(allowed, _)| *allowed);
        allowed.map(|(_, method)| method.clone()).collect()
    }
}

impl What {
    fn find(rest: &[&str]) -> Option<Self> {
        Some(match rest {
            [] => Self::Collection,
            ["query"] => Self::Query,
            ["query", "next"] => Self::NextPage,
            ["query", "count"] => Self::Count,
            ["entityinformation"] => Self::Information,
            ["entityinformation", "fields"] => Self::Fields,
            ["entityinformation", "userdefinedfields"] => Self::UserDefinedFields,
            [id] => Self::Item(id.parse().ok()?),
            _ => return None,
        })
    }

    fn is_query(self) -> bool {
        matches!(self, Self::Query | Self::NextPage | Self::Count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods(path: &str) -> Option<Vec<Method>> {
        Route::find(path).map(|route| route.methods())
    }

    #[test]
    fn addresses_do_not_mind_case_and_a_slash_at_the_end() {
        for path in ["V1.0/Resources/query", "v1.0/resources/QUERY/"] {
            assert_eq!(methods(path), Some(vec![Method::GET, Method::POST]));
        }
        assert_eq!(
            methods("V1.0/Tickets/17/Notes"),
            Some(vec![Method::GET, Method::POST, Method::PUT, Method::PATCH])
        );
        assert_eq!(methods("V1.0/TicketNotes"), None);
        assert_eq!(methods("V1.0/Tickets/17/Notes/query"), None);
        assert_eq!(methods("V1.0/SecurityLevels/query"), None);
    }
}
