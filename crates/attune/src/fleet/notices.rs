//! Telling the notices of a workspace what changed, and nothing else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attune_model::{Credentials, Secret, Timestamp};
use attune_notice::{
    Batch, Link, Login, Look, Mail, MailSecurity, Memory, NoticeError, Patience, Recipient, Slack,
    Standing, Teams, Ticket, TicketChoices, Webhook, due, send,
};
use attune_store::{Locked, State};
use attune_workspace::{Channel, Choice, Notice, Tenant, Tls, Workspace};
use jiff::SignedDuration;

use super::choice;
use super::visits::{Ended, Visit, Visits};
use crate::cli::LockArgs;
use crate::error::CommandError;
use crate::{clock, connection, environment, file, lock, output, state};

/// What the channels were told of a tenant, in its state folder.
const FILE: &str = "notices.json";

/// How long another run may hold a tenant that there is something to tell of.
const PATIENCE: SignedDuration = SignedDuration::from_secs(60);

/// How many tenants are held at once, each by a lock: a system lets a program have so many files open.
const AT_ONCE: usize = 64;

/// A way to tell somebody, and of which tenants.
pub(super) struct Addressee<'a> {
    /// What it is called in what was told: its kind, and the how manyth of that kind it is.
    name: String,
    notice: &'a Notice,
    channel: attune_notice::Channel,
}

impl Addressee<'_> {
    /// Whether it is told of a tenant.
    fn is_of(&self, tenant: &Tenant) -> bool {
        self.notice.is_of(&tenant.groups)
    }

    fn recipient(&self) -> Recipient<'_> {
        Recipient {
            channel: &self.name,
            failed_looks: self.notice.failed_looks,
        }
    }
}

/// The ways of a workspace, their secrets at hand. Nothing is sent yet.
///
/// # Errors
/// Where a secret is not at hand or an address is none: then nobody is looked at either, since nobody would hear of it.
pub(super) fn addressees(workspace: &Workspace) -> Result<Vec<Addressee<'_>>, CommandError> {
    if workspace.notices.is_empty() {
        return Err(CommandError::usage(
            format!("{} has no `notices`", workspace.path.display()),
            "Say there who is to be told, or leave --notify out.",
        ));
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for notice in &workspace.notices {
        let channel = channel(&notice.channel)?;
        channel.check().map_err(|error| failure(&error))?;
        let number = kinds.entry(channel.kind()).or_default();
        *number += 1;
        all.push(Addressee {
            name: format!("{}-{number}", channel.kind()),
            notice,
            channel,
        });
    }
    Ok(all)
}

/// Tells everybody what is due; the errors of those that could not be told.
pub(super) async fn tell(
    addressees: &[Addressee<'_>],
    visits: &Visits<'_>,
    link: Option<&Link>,
) -> Vec<CommandError> {
    let mut errors = Vec::new();
    if addressees.is_empty() {
        return errors;
    }
    let now = clock::now();
    let mut to_tell = Vec::new();
    let mut to_remember = Vec::new();
    for visit in &visits.all {
        let Some(look) = look(visit, link, now) else {
            continue;
        };
        match news(addressees, visit.tenant, &look).await {
            Ok(News::ToTell) => to_tell.push((visit.tenant, look)),
            Ok(News::ToRemember) => to_remember.push((visit.tenant, look)),
            Ok(News::None) => {}
            Err(error) => errors.push(error),
        }
    }
    // Those that a message is about side by side, so that there are as few messages as can be.
    let mut news = to_tell.into_iter().chain(to_remember).peekable();
    while news.peek().is_some() {
        let mut told = Vec::new();
        for (tenant, look) in news.by_ref().take(AT_ONCE) {
            match Told::open(tenant, look).await {
                Ok(one) => told.push(one),
                Err(error) => errors.push(error),
            }
        }
        for addressee in addressees {
            errors.extend(tell_one(addressee, &mut told, now).await);
        }
        for one in &told {
            errors.extend(one.keep(addressees).await.err());
        }
    }
    errors
}

/// What there is to do about a look.
enum News {
    /// A channel is to be told.
    ToTell,
    /// Nobody is told, but what is remembered changes.
    ToRemember,
    /// Nothing.
    None,
}

/// What there is to do about a look at a tenant. Nobody is kept out for that.
async fn news(
    addressees: &[Addressee<'_>],
    tenant: &Tenant,
    look: &Look,
) -> Result<News, CommandError> {
    let state = state::open(choice::state_of(tenant)).await?;
    let before = read(&state.folder().join(FILE))?;
    let mut memory = before.clone();
    let looks = std::slice::from_ref(look);
    memory.look(looks);
    let told_of_it = addressees.iter().filter(|one| one.is_of(tenant));
    let recipients: Vec<Recipient<'_>> = told_of_it.map(Addressee::recipient).collect();
    let due = due(&memory, &recipients, looks, look.at);
    Ok(if !due.is_empty() {
        News::ToTell
    } else if memory != before {
        News::ToRemember
    } else {
        News::None
    })
}

async fn tell_one(
    addressee: &Addressee<'_>,
    told: &mut [Told<'_>],
    now: Timestamp,
) -> Vec<CommandError> {
    let name = addressee.name.as_str();
    let is_of = |one: &&mut Told<'_>| addressee.is_of(one.tenant);
    let mut due: Vec<(&mut Told<'_>, Batch)> = told
        .iter_mut()
        .filter(is_of)
        .filter_map(|one| {
            let batch = one.due(addressee.recipient(), now)?;
            Some((one, batch))
        })
        .collect();
    let notices = due.iter().flat_map(|(_, batch)| batch.notices().to_vec());
    let batch = Batch::new(now, notices.collect());
    if batch.notices().is_empty() {
        return Vec::new();
    }
    let delivery = send(&addressee.channel, &batch, &Patience::default()).await;
    for (one, batch) in &mut due {
        one.memory.delivered(name, batch, &delivery);
    }
    if !delivery.told.is_empty() {
        output::talk(&format!(
            "{name} was told of {}\n",
            counted(delivery.told.len())
        ));
    }
    delivery.errors.iter().map(failure).collect()
}

fn counted(tenants: usize) -> String {
    match tenants {
        1 => "1 tenant".to_owned(),
        many => format!("{many} tenants"),
    }
}

/// A tenant, how it stands, and what the channels were told of it before.
struct Told<'a> {
    tenant: &'a Tenant,
    look: Look,
    memory: Memory,
    before: Memory,
    path: PathBuf,
    state: State,
    /// Two runs that told at once would open two tickets.
    _lock: Locked,
}

impl<'a> Told<'a> {
    async fn open(tenant: &'a Tenant, look: Look) -> Result<Self, CommandError> {
        let state = state::open(choice::state_of(tenant)).await?;
        let wait = LockArgs {
            lock_timeout: PATIENCE,
        };
        let held = lock::take(&state, "notices", &wait).await?;
        let path = state.folder().join(FILE);
        let before = read(&path)?;
        let mut memory = before.clone();
        memory.look(std::slice::from_ref(&look));
        Ok(Self {
            tenant,
            look,
            memory,
            before,
            path,
            state,
            _lock: held,
        })
    }

    /// What a channel is to be told of the tenant.
    fn due(&self, recipient: Recipient<'_>, now: Timestamp) -> Option<Batch> {
        let looks = std::slice::from_ref(&self.look);
        let due = due(&self.memory, &[recipient], looks, now);
        due.into_iter().map(|(_, batch)| batch).next()
    }

    /// Writes down what the channels know now.
    async fn keep(&self, addressees: &[Addressee<'_>]) -> Result<(), CommandError> {
        let mut memory = self.memory.clone();
        let names = addressees.iter().map(|addressee| addressee.name.as_str());
        memory.keep(&[self.look.tenant.as_str()].into(), &names.collect());
        if memory == self.before {
            return Ok(());
        }
        file::write_private(&self.path, &output::json(&memory)?)?;
        state::push(&self.state).await
    }
}

fn read(path: &Path) -> Result<Memory, CommandError> {
    if !path.exists() {
        return Ok(Memory::default());
    }
    serde_json::from_str(&file::read(path)?).map_err(|cause| {
        let error = anyhow::Error::from(cause).context(path.display().to_string());
        CommandError::state(
            error,
            "Nobody was told of this tenant. Remove the file: then everybody is told how it stands.",
        )
    })
}

/// How a tenant stands, for those who are told; none where nobody looked.
fn look(visit: &Visit<'_>, link: Option<&Link>, at: Timestamp) -> Option<Look> {
    let seen = &visit.seen;
    match visit.ended {
        Ended::Held | Ended::NotBegun => return None,
        Ended::Came(_) => {}
    }
    let standing = match &seen.differences {
        Some(none) if none.is_empty() => Standing::InSync,
        Some(differences) => Standing::drifted(differences.clone()),
        None => Standing::CouldNotLook {
            why: seen
                .why
                .clone()
                .unwrap_or_else(|| "it was not compared".to_owned()),
        },
    };
    Some(Look {
        tenant: visit.tenant.name.to_string(),
        database: seen.database,
        at,
        standing,
        link: link.cloned(),
    })
}

fn failure(error: &NoticeError) -> CommandError {
    CommandError::state(anyhow::Error::msg(error.to_string()), error.hint.clone())
}

/// A channel with its secrets.
fn channel(channel: &Channel) -> Result<attune_notice::Channel, CommandError> {
    let secret = |reference, what| connection::fetch(reference, what).map(Secret::new);
    Ok(match channel {
        Channel::Webhook(webhook) => attune_notice::Channel::Webhook(Webhook {
            url: secret(&webhook.url, "the address of a webhook")?,
            signing_secret: match &webhook.secret {
                None => None,
                Some(reference) => Some(secret(reference, "what a webhook is signed with")?),
            },
        }),
        Channel::Slack(url) => attune_notice::Channel::Slack(Slack {
            url: secret(url, "the address of Slack's webhook")?,
        }),
        Channel::Teams(url) => attune_notice::Channel::Teams(Teams {
            url: secret(url, "the address of a Teams workflow")?,
        }),
        Channel::Mail(mail) => attune_notice::Channel::Mail(Mail {
            server: mail.host.clone(),
            port: mail.port,
            security: match mail.tls {
                Tls::StartTls => MailSecurity::StartTls,
                Tls::Implicit => MailSecurity::Tls,
                Tls::None => MailSecurity::None,
            },
            login: match &mail.login {
                None => None,
                Some(login) => Some(Login {
                    user: connection::fetch(&login.user, "the user of a mail server")?,
                    password: secret(&login.password, "the password of a mail server")?,
                }),
            },
            from: mail.from.clone(),
            to: mail.to.clone(),
            authority: None,
        }),
        Channel::Ticket(ticket) => attune_notice::Channel::Ticket(Ticket {
            zone_url: environment::zone_url(),
            credentials: Credentials {
                key: connection::fetch(&ticket.connection.user_name, "the user name (key)")?,
                secret: secret(&ticket.connection.secret, "the secret")?,
            },
            integration_code: secret(&ticket.connection.integration_code, "the integration code")?,
            choices: TicketChoices {
                company: choice(&ticket.company),
                status: choice(&ticket.status),
                done_status: choice(&ticket.done_status),
                priority: choice(&ticket.priority),
                queue: ticket.queue.as_ref().map(choice),
                due_hours: None,
            },
        }),
    })
}

fn choice(choice: &Choice) -> attune_notice::Choice {
    match choice {
        Choice::Number(number) => attune_notice::Choice::Number(*number),
        Choice::Name(name) => attune_notice::Choice::Name(name.clone()),
    }
}
