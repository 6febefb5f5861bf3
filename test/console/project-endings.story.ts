import { ProjectsService } from '../../src/access/index.js';
import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

needsProgram('chromium', 'apt-get install chromium')('the end of a project in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;

  beforeAll(async () => {
    opened = await openConsole();
    reader = opened.owner;
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    await opened.app.application
      .get(ProjectsService)
      .create('operator', opened.project.organizationId, { name: 'Old <b>shop</b>' });
    await new ApiClient(opened.app, opened.project).importEvents([
      { event: 'Viewed', properties: { time: 1_790_000_000, distinct_id: 'ada', $insert_id: 'a1' } },
    ]);
  });
  afterAll(() => opened.close());
  afterEach(() => expect(reader.complaints).toEqual([]));

  const page = () => reader.page;
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const dialog = () => page().getByRole('dialog');
  const ended = (text: string) =>
    page().getByRole('table', { name: 'Deleted and emptied projects' }).getByRole('row').filter({ hasText: text });
  const link = (name: string) => page().getByRole('table', { name: 'Projects' }).getByRole('link', { name });
  const openEnd = async (name: string) => {
    await reader.open('/projects');
    await link(name).click();
    await page().getByRole('tab', { name: 'End' }).click();
  };

  it('asks for the name of the project to be typed before it deletes it', async () => {
    await openEnd('Old <b>shop</b>');
    expect(await reader.violationsHere()).toEqual([]);
    await button('Delete the project').click();
    await dialog().getByText('Tables of the company itself stay as they are.').waitFor();
    await dialog().getByLabel('Name of the project, to confirm').fill('Old shop');
    const go = dialog().getByRole('button', { name: 'Delete the project' });
    expect(await go.isDisabled()).toBe(true);
    await dialog().getByLabel('Name of the project, to confirm').fill('Old <b>shop</b>');
    expect(await reader.violationsHere()).toEqual([]);
    await go.click();
    await page().getByText('The project was deleted.').waitFor();
    await ended('Old <b>shop</b>').getByText('can be brought back').waitFor();
    await link('Old <b>shop</b>').waitFor({ state: 'detached' });
  });

  it('brings it back', async () => {
    await button('Bring back Old <b>shop</b>').click();
    await dialog().getByText('The project is there again').waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog().getByRole('button', { name: 'Bring back', exact: true }).click();
    await link('Old <b>shop</b>').waitFor();
    await ended('Old <b>shop</b>').getByText('brought back', { exact: true }).waitFor();
  });

  it('empties a project, which goes on', async () => {
    await openEnd('acme app');
    await button('Empty the project').click();
    await dialog().getByLabel('Name of the project, to confirm').fill('acme app');
    await dialog().getByRole('button', { name: 'Empty the project' }).click();
    await page().getByText('The project is being emptied.').waitFor();
    await ended('acme app').getByText('can be brought back').waitFor();
    await link('acme app').waitFor();
    const [left] = await opened.app.prisma.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM subject_data.events WHERE project_id = ${opened.project.projectId}`;
    expect(left?.n).toBe(0);
  });

  it('brings back what it held', async () => {
    await button('Bring back acme app').click();
    await dialog().getByRole('button', { name: 'Bring back', exact: true }).click();
    await until('the events to be back', async () => {
      const [there] = await opened.app.prisma.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM subject_data.events WHERE project_id = ${opened.project.projectId}`;
      return there?.n === 1;
    });
    await ended('acme app').getByText('brought back', { exact: true }).waitFor();
  });

  it('says in the API’s own sentence why it cannot be now', async () => {
    const client = new ApiClient(opened.app, opened.project);
    await opened.app.prisma.project.update({
      where: { id: opened.project.projectId },
      data: { deletionGraceSeconds: 86_400 },
    });
    await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['ada'] });
    await openEnd('acme app');
    await button('Delete the project').click();
    await dialog().getByLabel('Name of the project, to confirm').fill('acme app');
    await dialog().getByRole('button', { name: 'Delete the project' }).click();
    await dialog().getByRole('alert').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  });

  it('shows what went with a project that is gone, what is owed, and when the bytes were off the disk', async () => {
    const { organizationId, ownerEmail, ownerId } = opened.project;
    const counts = {
      collections: [
        { collection: 'events', rows: 1200, spared: 3 },
        { collection: 'profiles', rows: 0, spared: 0 },
      ],
      destroyed: {
        ...{ exports: 2, requestIds: 0, holdIds: 0, privacyChoices: 1 },
        ...{ suppressions: 0, apiSecrets: 1, propertyClasses: 0, counts: 0 },
      },
      duties: 2,
    };
    const at = new Date('2026-05-01T00:00:00Z');
    const end = { projectId: 999_999, organizationId, kind: 'deleted', orderedBy: `user:${ownerId}` };
    await opened.app.prisma.projectEnding.create({
      data: {
        ...{ ...end, id: '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f', orderedByLabel: ownerEmail, projectName: 'Long gone' },
        ...{ orderedAt: at, restorableUntil: at, goneBy: at, state: 'gone', finishedAt: at, counts },
      },
    });
    await reader.open('/projects');
    const gone = ended('Long gone');
    for (const words of ['1,200 rows went', 'events: 1,200', '2 files of exports', 'One API secret', '3 rows stayed'])
      await gone.getByText(words).waitFor();
    expect(await gone.getByText('profiles').count()).toBe(0);
    await gone.getByText('The bytes leave the disk with the next scrub.').waitFor();
    await gone.getByRole('link', { name: '2 duties: people are still to be erased' }).waitFor();
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    expect(await reader.faultsOn(['/projects'])).toEqual([]);
  });

  it('is the owners’: an admin is told so', async () => {
    const { app, project } = opened;
    const joining = { email: 'ana@example.com', role: 'admin', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    const admin = await opened.join(joining);
    await admin.open(`/projects/${project.projectId}`);
    await admin.page.getByRole('tab', { name: 'End' }).click();
    await admin.page.getByText('Owners delete or empty a project.').waitFor();
    expect(await admin.page.getByRole('button', { name: 'Delete the project' }).count()).toBe(0);
    expect(admin.complaints).toEqual([]);
    await admin.close();
  });

  it('speaks German', async () => {
    await page().evaluate("localStorage.setItem('habeas.language', 'de')");
    await reader.open('/projects');
    await page().getByRole('heading', { name: 'Gelöschte und geleerte Projekte' }).waitFor();
  });
});
