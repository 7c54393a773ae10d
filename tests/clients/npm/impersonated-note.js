// Creates a ticket and a note as a person, through a client that is not ours, and prints who wrote them.
// Usage: node impersonated-note.js REST_URL USER_NAME SECRET INTEGRATION_CODE RESOURCE_ID
import apigrate from '@apigrate/autotask-restapi';

const { AutotaskRestApi } = apigrate;

const [rest, userName, secret, integrationCode, person] = process.argv.slice(2);
const autotask = new AutotaskRestApi(userName, secret, integrationCode, { base_url: rest });
const as = { ImpersonationResourceId: person };

/** What `work` gives, or status and text of the refusal. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error.status === undefined) throw error;
    return { status: error.status, details: error.details?.errors?.join(' ') ?? error.details };
  }
}

const ticketFields = { title: 'From an independent client', companyID: 0, status: 1, priority: 2 };

const ticket = await attempt(async () => {
  const { itemId } = await autotask.Tickets.create(ticketFields, as);
  return (await autotask.Tickets.get(itemId)).item;
});
// Without a ticket of its own, the note is tried on one that is there.
const ticketId = ticket.id ?? (await autotask.Tickets.query({ filter: [{ op: 'gt', field: 'id', value: 0 }] })).items[0].id;
const note = await attempt(async () => {
  const body = { title: 'A note', description: 'Written as a person.', noteType: 1, publish: 2 };
  const { itemId } = await autotask.TicketNotes.create(ticketId, body, as);
  return (await autotask.TicketNotes.get(itemId)).item;
});
console.log(JSON.stringify({ ticket, note }));
