// What an integration does, through a client that is not ours, against a tenant of more than a thousand people.
// Usage: node scenario.js REST_URL USER_NAME SECRET INTEGRATION_CODE CONSOLE_URL
import assert from 'node:assert/strict';
import apigrate from '@apigrate/autotask-restapi';

const { AutotaskRestApi } = apigrate;
const [rest, userName, secret, integrationCode, console_url] = process.argv.slice(2);
const autotask = new AutotaskRestApi(userName, secret, integrationCode, { base_url: rest });
const done = [];

async function scenario(name, work) {
  try {
    await work();
    done.push(name);
  } catch (error) {
    error.message = `${name}: ${error.message}`;
    throw error;
  }
}

/** Status and texts of a refusal. */
async function refusal(work) {
  try {
    await work();
  } catch (error) {
    return { status: error.status, errors: error.details?.errors ?? error.details };
  }
  assert.fail('it was not refused');
}

const all = { filter: [{ op: 'gte', field: 'id', value: 0 }] };
const notPermitted = (verb) =>
  `The logged in Resource does not have the adequate permissions to ${verb} this entity type.`;

await scenario('zone discovery comes first and without credentials', async () => {
  const companies = await autotask.Companies.query(all);
  assert.equal(autotask.zoneInfo.url, rest);
  assert.ok(companies.items.some((company) => company.id === 0));
});

await scenario('a query gives 500 rows at most, and paging by id gives them all once', async () => {
  const { queryCount } = await autotask.Resources.count(all);
  assert.ok(queryCount > 1000);
  const seen = new Set();
  let last = -1;
  for (;;) {
    const page = await autotask.Resources.query({ filter: [{ op: 'gt', field: 'id', value: last }] });
    if (page.items.length === 0) break;
    assert.ok(page.items.length <= 500);
    assert.equal(page.pageDetails.requestCount, 500);
    for (const { id } of page.items) {
      assert.ok(!seen.has(id));
      seen.add(id);
      last = Math.max(last, id);
    }
  }
  assert.equal(seen.size, queryCount);
});

await scenario('the next page must be asked for with the verb of the first', async () => {
  const body = { filter: all.filter, MaxRecords: 200, IncludeFields: ['id', 'UserName'] };
  const page = await autotask.Resources.query(body);
  assert.deepEqual(Object.keys(page.items[0]).sort(), ['id', 'userName']);
  const headers = { 'Content-Type': 'application/json', UserName: userName, Secret: secret, ApiIntegrationcode: integrationCode };
  const get = await fetch(page.pageDetails.nextPageUrl, { headers });
  assert.equal(get.status, 405);
  const post = await fetch(page.pageDetails.nextPageUrl, { method: 'POST', headers, body: JSON.stringify(body) });
  const next = await post.json();
  assert.equal(next.items.length, 200);
  assert.ok(next.items.every((item) => !page.items.some((other) => other.id === item.id)));
});

await scenario('operators and groups', async () => {
  const query = async (filter) => (await autotask.Companies.query({ filter })).items.map(({ id }) => id);
  assert.deepEqual(await query([{ op: 'in', field: 'ID', value: [174, 176, 999] }]), [174, 176]);
  const either = { op: 'or', items: [{ op: 'eq', field: 'id', value: 0 }, { op: 'eq', field: 'id', value: '175' }] };
  assert.deepEqual(await query([either]), [0, 175]);
  assert.deepEqual(await query([{ op: 'noteq', field: 'id', value: 0 }, { op: 'lt', field: 'id', value: 176 }]), [174, 175]);
  // An operator that Autotask does not know is no condition.
  assert.ok((await query([{ op: 'like', field: 'companyName', value: 'x' }])).length > 1);
});

await scenario('fields and rights', async () => {
  const { fields } = await autotask.Resources.fieldInfo();
  const userType = fields.find(({ name }) => name === 'userType');
  assert.equal(userType.isReadOnly, true);
  assert.ok(userType.picklistValues.every(({ value }) => typeof value === 'string'));
  assert.ok(userType.picklistValues.some(({ label, isSystem }) => isSystem && label === 'API User (system)'));
  const { info } = await autotask.Resources.info();
  assert.equal(info.canCreate, false);
  assert.equal(info.userAccessForUpdate, 'All');
});

await scenario('a sparse update changes what it names and ignores what is read-only', async () => {
  const [person] = (await autotask.Resources.query({ filter: [{ op: 'eq', field: 'licenseType', value: 3 }] })).items;
  const answer = await autotask.Resources.update({ id: person.id, title: 'Updated', userType: 17, nonsense: 1 });
  assert.deepEqual(answer, { itemId: person.id });
  const { item } = await autotask.Resources.get(person.id);
  assert.equal(item.title, 'Updated');
  assert.equal(item.userType, person.userType);
  assert.equal(item.email, person.email);
});

await scenario('tickets and notes', async () => {
  const { itemId } = await autotask.Tickets.create({ title: 'One', companyID: 0, status: 1, priority: 2 });
  const note = await autotask.TicketNotes.create(itemId, { title: 'A', description: 'B', noteType: 1, publish: 1 });
  const notes = await autotask.TicketNotes.query({ filter: [{ op: 'eq', field: 'ticketID', value: itemId }] });
  assert.deepEqual(notes.items.map(({ id }) => id), [note.itemId]);
  assert.equal((await autotask.Tickets.get(123456789)).item, null);
});

await scenario('each refusal has its own words', async () => {
  const cases = [
    [() => autotask.Tickets.create({ title: 'x', status: 1, priority: 2 }), 500, /companyID/],
    [() => autotask.Tickets.create({ title: 'x', companyID: 0, status: 77, priority: 2 }), 500, /Picklist value \[77\] does not exist for status/],
    [() => autotask.Tickets.create({ title: 'x', companyID: 4711, status: 1, priority: 2 }), 500, /does not exist or is invalid/],
    [() => autotask.Tickets.query({ filter: [{ op: 'eq', field: 'nonsense', value: 1 }] }), 500, /Unable to find nonsense in the Ticket Entity/],
    [() => autotask.Tickets.query({ filter: all.filter, MaxRecords: 501 }), 500, /maxCountOfRecordsToReturn must be between 1 and 500/],
    [() => autotask.Tickets.delete(8001), 405, /does not support http method 'DELETE'/],
    [() => autotask.Resources.create({ firstName: 'x' }), 405, /does not support http method 'POST'/],
  ];
  for (const [work, status, words] of cases) {
    const refused = await refusal(work);
    assert.equal(refused.status, status, JSON.stringify(refused));
    assert.match(JSON.stringify(refused.errors), words);
  }
});

await scenario('impersonation is refused where the level does not allow it', async () => {
  const [person] = (await autotask.Resources.query({ filter: [{ op: 'eq', field: 'licenseType', value: 3 }] })).items;
  const work = () =>
    autotask.Tickets.create({ title: 'x', companyID: 0, status: 1, priority: 2 }, { ImpersonationResourceId: person.id });
  assert.deepEqual(await refusal(work), { status: 500, errors: [notPermitted('create')] });
});

/** What an administrator does at the pages: this API user may write tickets as holders of Helpdesk Lead. */
async function allowImpersonation() {
  const visit = async (call) => {
    const response = await fetch(`${console_url}simulator/operator`, { method: 'POST', body: JSON.stringify(call) });
    assert.equal(response.status, 200, await response.clone().text());
    return response.json();
  };
  const { level } = await visit({ do: 'copyLevel', base: 24 });
  const table = 'webServicesApi.resourceImpersonation.serviceDesk';
  const cells = { [`${table}.tickets.add`]: true, [`${table}.ticketNotes.add`]: true };
  await visit({ do: 'saveLevel', level, name: 'May impersonate', cells });
  await visit({ do: 'saveLevel', level: 52, cells: { 'webServicesApi.allowImpersonation': true } });
  const [own] = (await autotask.Resources.query({ filter: [{ op: 'eq', field: 'userName', value: userName.split('@')[0] }] })).items;
  await visit({ do: 'assignLevel', resource: own.id, level });
  return own.id;
}

await scenario('impersonated writes name the person as author', async () => {
  const own = await allowImpersonation();
  const as = { ImpersonationResourceId: 29682891 };
  const ticket = await autotask.Tickets.create({ title: 'x', companyID: 0, status: 1, priority: 2 }, as);
  const note = await autotask.TicketNotes.create(ticket.itemId, { title: 'A', description: 'B', noteType: 1, publish: 1 }, as);
  for (const { item } of [await autotask.Tickets.get(ticket.itemId), await autotask.TicketNotes.get(note.itemId)]) {
    assert.equal(item.creatorResourceID, 29682891);
    assert.equal(item.impersonatorCreatorResourceID, own);
  }
});

await scenario('wrong credentials are 401 without a body', async () => {
  const wrong = new AutotaskRestApi(userName, 'wrong', integrationCode, { base_url: rest });
  assert.deepEqual(await refusal(() => wrong.Companies.get(0)), { status: 401, errors: '' });
});

console.log(done.join('\n'));
