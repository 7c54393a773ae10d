//! All questions, in the order of a report.

use attune_apply::ports::Examine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::questions::{
    AccessWords, ApiVersions, BulkInformation, InactiveLevels, InformationAsPerson, Inquiry,
    LicenseTypes, Paging, PicklistValues, QueryAsPerson, Question, Refusals, ResourceFields,
    SystemLevels, Threshold, Vendors, Zone,
};
use crate::visit::Visit;

/// A question with what became of it, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The question.
    pub question: Question,
    /// The answer in words, or why there is none.
    pub found: Result<String, String>,
}

/// Declares the struct of all answers, asks every question, and tells of each: none can be forgotten.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident: $answer:ident,)+) => {
        /// What became of every question. One that a report does not have was not asked.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", default)]
        pub struct Answers {
            $($(#[$doc])* pub $name: Finding<$answer>,)+
        }

        /// Asks every question, by reading only. Credentials that are wrong on purpose are sent where `wrong_credentials`
        /// asks for it: once a wrong secret, once a wrong integration code.
        pub async fn examine<T: Examine>(tenant: &T, wrong_credentials: bool) -> Answers {
            let mut visit = Visit::new(tenant, wrong_credentials);
            Answers {
                $($name: Finding::from($answer::look(&mut visit).await),)+
            }
        }

        impl Answers {
            /// Every question with what became of it.
            pub fn lines(&self) -> Vec<Line> {
                vec![$(line(&self.$name),)+]
            }
        }
    };
}

answers! {
    /// Which fields of people and API users take writes.
    resource_fields: ResourceFields,
    /// Which system levels there are.
    system_levels: SystemLevels,
    /// Whether inactive levels are listed.
    inactive_levels: InactiveLevels,
    /// How the values of picklists are written.
    picklist_values: PicklistValues,
    /// Which licence types are in use.
    license_types: LicenseTypes,
    /// Whether the integration vendors are listed.
    vendors: Vendors,
    /// Whether all entities tell their access in one call.
    bulk_information: BulkInformation,
    /// How access is written.
    access_words: AccessWords,
    /// Whose access is told under impersonation.
    information_as_person: InformationAsPerson,
    /// Whether queries heed the impersonation header.
    query_as_person: QueryAsPerson,
    /// How queries are paged.
    paging: Paging,
    /// What zone discovery answers.
    zone: Zone,
    /// How versions of the API are written.
    api_versions: ApiVersions,
    /// What is told of the hourly limit.
    threshold: Threshold,
    /// Which mistake is refused how.
    refusals: Refusals,
}

fn line<A: Inquiry>(finding: &Finding<A>) -> Line {
    Line {
        question: A::QUESTION,
        found: match finding {
            Finding::Answer(answer) => Ok(answer.words()),
            Finding::NotAnswered(why) => Err(why.to_string()),
        },
    }
}
