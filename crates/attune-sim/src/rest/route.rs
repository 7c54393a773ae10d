//! What an address means.

use crate::tenant::Entity;

/// An address of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// `V1.0/ZoneInformation`.
    Zone,
    /// `VersionInformation`.
    ApiVersions,
    /// `V1.0/Version`.
    Version,
    /// `V1.0/ThresholdInformation`.
    Threshold,
    /// `{Entity}/query`.
    Query(Entity),
    /// `{Entity}/query/next`.
    NextPage(Entity),
    /// `{Entity}/query/count`.
    Count(Entity),
    /// `{Entity}/entityInformation`.
    Information(Entity),
    /// `{Entity}/entityInformation/fields`.
    Fields(Entity),
    /// `{Entity}/entityInformation/userDefinedFields`.
    UserDefinedFields(Entity),
    /// `{Entity}`, for those that take writes there.
    Collection(Entity),
    /// `{Entity}/{id}`.
    Item(Entity, i64),
    /// `Tickets/{id}/Notes`.
    NotesOf(i64),
}

impl Route {
    /// The meaning of a path below `/ATServicesRest/`: case does not matter, nor does a slash at the end.
    pub(super) fn find(path: &str) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        match segments.as_slice() {
            ["versioninformation"] => Some(Self::ApiVersions),
            ["v1.0", "zoneinformation"] => Some(Self::Zone),
            ["v1.0", "version"] => Some(Self::Version),
            ["v1.0", "thresholdinformation"] => Some(Self::Threshold),
            ["v1.0", "tickets", id, "notes"] => id.parse().ok().map(Self::NotesOf),
            ["v1.0", entity, rest @ ..] => Self::below(entity_named(entity)?, rest),
            _ => None,
        }
    }

    fn below(entity: Entity, rest: &[&str]) -> Option<Self> {
        match rest {
            // Notes are written below their ticket only (`rest.md` 5).
            [] if entity == Entity::TicketNotes => None,
            [] => Some(Self::Collection(entity)),
            ["query"] => Some(Self::Query(entity)),
            ["query", "next"] => Some(Self::NextPage(entity)),
            ["query", "count"] => Some(Self::Count(entity)),
            ["entityinformation"] => Some(Self::Information(entity)),
            ["entityinformation", "fields"] => Some(Self::Fields(entity)),
            ["entityinformation", "userdefinedfields"] => Some(Self::UserDefinedFields(entity)),
            [id] => id.parse().ok().map(|id| Self::Item(entity, id)),
            _ => None,
        }
    }
}

fn entity_named(segment: &str) -> Option<Entity> {
    Entity::ALL
        .into_iter()
        .find(|entity| entity.segment().eq_ignore_ascii_case(segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_do_not_mind_case_and_a_slash_at_the_end() {
        for path in ["V1.0/Resources/query", "v1.0/resources/QUERY/"] {
            assert_eq!(Route::find(path), Some(Route::Query(Entity::Resources)));
        }
        assert_eq!(
            Route::find("V1.0/Tickets/17/Notes"),
            Some(Route::NotesOf(17))
        );
        assert_eq!(Route::find("V1.0/TicketNotes"), None);
        assert_eq!(Route::find("V1.0/SecurityLevels/query"), None);
    }
}
