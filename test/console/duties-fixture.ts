import { ProjectsService } from '../../src/access/index.js';
import { SAMPLE } from '../../src/demo/sample-data/sample-data-people.js';
import type { TestApp, TestProject } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import type { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const DAY = 86_400_000;

/** Tables that a shop must keep for a while, and how its data map says so. */
export const KEPT_TABLES = `
  CREATE TABLE invoices (project_id int NOT NULL, user_id text NOT NULL, total numeric, issued timestamptz NOT NULL);
  CREATE TABLE disputes (project_id int NOT NULL, user_id text NOT NULL, words text)`;
export const KEPT_MAP = `
collections:
  - name: invoices
    title: Invoices
    table: public.invoices
    projectColumn: project_id
    subject: user_id
    policy: { keep: { basis: 'Retention of invoices (§147 AO)', until: { column: issued, zone: Europe/Berlin, plus: P10Y } } }
    purpose: Selling coffee
    recipients: [Tax adviser]
    sourceCategory: Purchases
    retention: Ten years
  - name: disputes
    title: Disputes
    table: public.disputes
    projectColumn: project_id
    subject: user_id
    policy: { keep: { basis: 'Claims (GDPR Art. 17(3)(e))', until: until the dispute has ended } }
    purpose: Answering claims
    recipients: []
    sourceCategory: The person
    retention: As long as the dispute
`;

interface Duty {
  readonly id: string;
  readonly distinctIds: readonly string[] | null;
}

/** Leaves a project of the sample with duties in several states: owed with a date and without, carried out early, and given up. */
export async function leaveDuties(app: TestApp, project: TestProject, client: ApiClient): Promise<void> {
  const { projectId } = project;
  const [invoiced = '', disputed] = SAMPLE.sharedDevice.people;
  const { eventsOnly: held, profileOnly: settled } = SAMPLE;
  await withClient(app.databaseUrl, async (sql) => {
    await sql.query(`INSERT INTO invoices VALUES ($1, $2, 19.90, now() - interval '3 years')`, [projectId, invoiced]);
    for (const id of [disputed, settled])
      await sql.query(`INSERT INTO disputes VALUES ($1, $2, 'The coffee was cold.')`, [projectId, id]);
  });
  const owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
  const order = async (path: string, body: object): Promise<void> => {
    const { status } = await owner.post(path, body);
    if (status >= 300) throw new Error(`${path} answered ${status}.`);
  };
  const hold = { projectId, distinctIds: [held], basis: 'Litigation 4711' };
  await order('/holds', { ...hold, until: new Date(Date.now() + 400 * DAY).toISOString() });
  const grace = (deletionGraceSeconds: number | null) =>
    app.application.get(ProjectsService).change('operator', projectId, { deletionGraceSeconds });
  await grace(0);
  const distinctIds = [held, invoiced, disputed, settled];
  const id = await client.open({ kind: 'deletion', distinctIds, reference: 'DSR-2027' });
  await until('the deletion', async () => (await client.show(id)).status === 'SUCCESS');
  const { body } = await client.call<{ results: Duty[] }>('GET', `/api/v1/duties?requestId=${id}`);
  const dutyOf = (person: string) => body.results.find(({ distinctIds: ids }) => ids?.includes(person))?.id ?? '';
  await order(`/duties/${dutyOf(disputed)}/give-up`, { basis: 'Order of the court', reason: 'The dispute goes on.' });
  await order(`/duties/${dutyOf(settled)}/carry-out`, { reason: 'The dispute was settled.' });
  await until('the duty to be carried out', () => app.prisma.duty.findFirst({ where: { state: 'carried-out' } }));
  await grace(null);
}
