import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/export-run.service.js';
import { STEP_BY_STEP } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { createTestDatabase } from '../support/database.js';
import { needsProgram } from '../support/needs-program.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const DATA_MAP = `
collections:
  - name: ledger
    table: public.ledger
    subject: user_id
    project: ${FIRST_PROJECT}
    policy: erase
    purpose: p
    sourceCategory: s
    retention: r
`;
const REFUSE = `
  CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'ada is never deleted'; END$$;
  CREATE TRIGGER never BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION never()`;

needsProgram('chromium', 'apt-get install chromium')('a request that does not come to its end', () => {
  const clock = new TestClock();
  let opened: OpenConsole;
  let owner: Reader;
  let client: ApiClient;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query('CREATE TABLE ledger (id serial PRIMARY KEY, user_id text)'));
    const settings = { ...STEP_BY_STEP, DELETION_GRACE: '0s', SWEEP_SCHEDULE: '* * * * * *' };
    opened = await openConsole({ clock, database, dataMap: DATA_MAP, settings });
    ({ owner } = opened);
    await owner.page.emulateMedia({ reducedMotion: 'reduce' });
    client = new ApiClient(opened.app, opened.project);
  });
  afterAll(() => opened.close());
  afterEach(() => expect(owner.complaints).toEqual([]));

  const sql = (text: string, ...values: unknown[]) =>
    withClient(opened.app.databaseUrl, (each) => each.query(text, values));
  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    opened.app.application.get<T>(type, { strict: false });
  const button = (name: string) => owner.page.getByRole('button', { name, exact: true });
  const note = (name: string) => owner.page.getByRole('note', { name, exact: true });
  const status = () => owner.page.getByRole('region', { name: 'Status', exact: true });
  const timeline = () => owner.page.getByRole('region', { name: 'Timeline' });
  async function sweep(): Promise<void> {
    // Not further: the session of who looks would end.
    clock.forward(5_000);
    await sweepPastNeighbours(opened.app, clock);
  }

  describe('for somebody must act', () => {
    let id = '';

    beforeAll(async () => {
      await sql(`INSERT INTO ledger (user_id) VALUES ('ada')`);
      await sql(REFUSE);
      id = await client.open({ kind: 'deletion', distinctIds: ['ada'] });
      await service(DeletionStaging).stage(id);
      await sweep();
    });

    it('says what happened, in which collection, since when, and what to do about it', async () => {
      await owner.open(`/requests/${id}`);
      const attention = note('Somebody should see to this');
      await attention.getByText('In ledger:').waitFor();
      await attention.getByText('Have its settings or rights changed, or the data map.').waitFor();
      await attention.getByText(/^Since/).waitFor();
      await attention.getByText('When it has been put right, have the request looked at again.').waitFor();
      await status().getByText('Somebody to put right what stands below.').waitFor();
      await timeline().getByText('reason: the database refused').first().waitFor();
      expect(await attention.textContent()).not.toContain('ada');
      expect(await owner.faultsHere()).toEqual([]);
    });

    it('is found in the list by that alone', async () => {
      await owner.open('/requests');
      await owner.page.getByLabel('Only what a person should see to').check();
      await owner.page.getByRole('link', { name: `Deletion ${id.slice(0, 8)}` }).waitFor();
    });

    it('is looked at again once it was put right, and comes to its end', async () => {
      await sql('DROP TRIGGER never ON ledger; DROP FUNCTION never()');
      await owner.open(`/requests/${id}`);
      await button('Look at it again').click();
      const dialog = owner.page.getByRole('dialog', { name: 'Look at it again' });
      await dialog.getByText('instead of waiting for its next attempt').waitFor();
      expect(await owner.faultsHere()).toEqual([]);
      await dialog.getByRole('button', { name: 'Look at it again' }).click();
      await owner.page.getByText('The request is looked at again.').waitFor();
      await timeline().getByText(opened.project.ownerEmail).last().waitFor();
      await sweepPastNeighbours(opened.app, clock);
      await status().getByText('The data was erased').waitFor();
      expect(await note('Somebody should see to this').count()).toBe(0);
      expect((await sql('SELECT FROM ledger')).rowCount).toBe(0);
    });
  });

  describe('and has failed', () => {
    const person = 'wrongly-merged';
    const GERMAN = "localStorage.setItem('habeas.language', 'de')";
    const row = (table: string, id: string) =>
      owner.page.getByRole('group', { name: table, exact: true }).getByRole('row').filter({ hasText: id });
    const outcomesOf = (requestId: string) =>
      opened.app.prisma.requestSubject.findMany({
        where: { requestId },
        select: { outcome: true, outcomeDetail: true },
        orderBy: { ordinal: 'asc' },
      });
    async function failedExport(...distinctIds: string[]): Promise<string> {
      const id = await client.open({ kind: 'export', distinctIds });
      await service(ExportRun).run(id);
      await owner.open(`/requests/${id}`);
      return id;
    }

    beforeAll(() =>
      sql(
        `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, received_at)
         SELECT $1, $2, $2 || '-' || n, 'merge', now() FROM generate_series(1, 10001) AS n`,
        opened.project.projectId,
        person,
      ),
    );

    it('says why, and what to do now', async () => {
      const id = await client.open({ kind: 'deletion', distinctIds: [person] });
      await service(DeletionStaging).stage(id);
      await sweep();
      await owner.open(`/requests/${id}`);
      await note('Why it failed').getByText('More ids are tied to this person than one person has.').waitFor();
      await note('Why it failed').getByText('Open a new request when the reason is gone.').waitFor();
      await row('People', person).getByText('Failed', { exact: true }).waitFor();
      await timeline().getByText('reason: more ids are tied to a person than one person has').waitFor();
      expect(await button('Look at it again').count()).toBe(0);
      expect(await owner.faultsHere()).toEqual([]);
    });

    it('says of an export for whom it failed, and why, in both languages', async () => {
      const id = await failedExport(person);
      await status().getByText('The export failed. Nothing can be downloaded.').waitFor();
      await row('People', person).getByText('Failed', { exact: true }).waitFor();
      await row('People', person).getByText('More ids are tied to this person than one person has.').waitFor();
      expect(await owner.faultsHere()).toEqual([]);
      await owner.page.evaluate(GERMAN);
      await owner.open(`/requests/${id}`);
      await row('Betroffene', person).getByText('Fehlgeschlagen', { exact: true }).waitFor();
      await row('Betroffene', person).getByText('als eine Person hat').waitFor();
      await owner.page.evaluate(GERMAN.replace("'de'", "'en'"));
      expect(await outcomesOf(id)).toEqual([{ outcome: 'failed', outcomeDetail: 'closure-too-large' }]);
    });

    it('gives the others theirs, and says that the file is without whom it failed for', async () => {
      const id = await failedExport('somebody', person);
      await status().getByText('The export failed for some of the people.').waitFor();
      await row('People', 'somebody').getByText('Nothing held', { exact: true }).waitFor();
      await row('People', person).getByText('Failed', { exact: true }).waitFor();
      expect(await outcomesOf(id)).toEqual([
        { outcome: 'not_found', outcomeDetail: null },
        { outcome: 'failed', outcomeDetail: 'closure-too-large' },
      ]);
    });

    it('says of a request that was taken back that nothing was done for anybody', async () => {
      const id = await client.open({ kind: 'deletion', distinctIds: ['somebody'] });
      await owner.open(`/requests/${id}`);
      await row('People', 'somebody').getByText('Not decided yet').waitFor();
      await button('Revoke').click();
      await owner.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await row('People', 'somebody').getByText('Nothing was done').waitFor();
      expect(await opened.app.prisma.request.findUnique({ where: { id } })).toMatchObject({ status: 'REVOKED' });
    });
  });
});
