import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { until } from '../support/until.js';

const COLLEAGUE = 'colleague@example.com';
const FASTER = 'Somebody has changed this since you looked at it.';
const TOLD = `${COLLEAGUE} did something here before you, on`;

needsProgram('chromium', 'apt-get install chromium')('two who work on the same at once', () => {
  let opened: OpenConsole;
  let owner: Reader;
  let colleague: Reader;

  beforeAll(async () => {
    opened = await openConsole();
    owner = opened.owner;
    const { app, project } = opened;
    const joining = { email: COLLEAGUE, role: 'owner', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    colleague = await opened.join(joining);
    for (const { page } of [owner, colleague]) await page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterAll(() => opened.close());

  const button = (name: string, by: Reader) => by.page.getByRole('button', { name, exact: true });
  const field = (name: string, by: Reader) => by.page.getByLabel(name, { exact: true });
  const nameOf = (by: Reader) => by.page.getByRole('textbox', { name: 'Name', exact: true });
  const secretSwitch = (by: Reader) => by.page.getByRole('switch', { name: 'The API secret of the project' });
  const both = async (path: string) => {
    await owner.open(path);
    await colleague.open(path);
  };
  const save = async (by: Reader, name = 'Save') => {
    await button(name, by).click();
    await by.page.getByText('Saved', { exact: true }).waitFor();
  };
  const stored = () => opened.app.prisma.project.findUniqueOrThrow({ where: { id: opened.project.projectId } });

  it('settings of a project: the second is told, sees what the first saved, and takes nothing of it back', async () => {
    await both(`/projects/${opened.project.projectId}`);
    await nameOf(owner).fill('Named by one');
    await field('Grace, in hours', colleague).fill('12');
    await save(colleague);
    await button('Save', owner).click();
    await owner.page.getByText(FASTER).waitFor();
    await owner.page.getByText(TOLD).waitFor();
    await until('what the first saved', async () => (await field('Grace, in hours', owner).inputValue()) === '12');
    expect(await nameOf(owner).inputValue()).toBe('Named by one');
    expect(await owner.violationsHere()).toEqual([]);
    await save(owner);
    expect(await stored()).toMatchObject({ name: 'Named by one', deletionGraceSeconds: 12 * 3600 });
  });

  it('the same setting: it is named, and holds what was typed here', async () => {
    await both(`/projects/${opened.project.projectId}`);
    await nameOf(owner).fill('Named by one again');
    await nameOf(colleague).fill('Named by the other');
    await save(colleague);
    await button('Save', owner).click();
    await owner.page.getByText('Changed by them and by you: “Name”.').waitFor();
    expect(await nameOf(owner).inputValue()).toBe('Named by one again');
    expect(await stored()).toMatchObject({ name: 'Named by the other' });
    await save(owner);
    expect(await stored()).toMatchObject({ name: 'Named by one again' });
  });

  it('who is shown what: what the first let in is not put out by the second', async () => {
    await both(`/projects/${opened.project.projectId}`);
    for (const by of [owner, colleague]) {
      await by.page.getByRole('tab', { name: 'Classification' }).click();
      await field('admins', by).waitFor();
    }
    await field('admins', owner).uncheck();
    await secretSwitch(colleague).check({ force: true });
    await save(colleague, 'Save the view');
    await button('Save the view', owner).click();
    await owner.page.getByText(TOLD).waitFor();
    await until('what the first set', () => secretSwitch(owner).isChecked());
    await save(owner, 'Save the view');
    const where = { projectId: opened.project.projectId };
    expect(await opened.app.prisma.dataView.findUnique({ where })).toMatchObject({ roles: ['owner'], apiSecret: true });
  });

  it('a hold that both lift: the second is told who did, and when', async () => {
    const body = {
      projectId: opened.project.projectId,
      distinctIds: ['ada'],
      basis: 'Litigation',
      until: new Date(Date.now() + 86_400_000).toISOString(),
    };
    expect((await new ApiClient(opened.app, opened.project).call('POST', '/api/v1/holds', body)).status).toBe(201);
    await both('/holds');
    for (const by of [colleague, owner]) {
      await button('Lift the hold on ada', by).click();
      await by.page.getByRole('dialog').getByRole('button', { name: 'Lift the hold', exact: true }).click();
      await by.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await owner.page.getByText(`Lifted by ${COLLEAGUE} on`).waitFor();
    await owner.page.getByRole('tab', { name: 'Ended' }).click();
    await owner.page.getByRole('row').filter({ hasText: 'ada' }).getByText(`by ${COLLEAGUE}`).waitFor();
    expect(await opened.app.prisma.auditEntry.count({ where: { action: 'hold.lifted' } })).toBe(1);
  });

  it('a role that both change: the second is told, and the list shows what the first gave', async () => {
    const { app, project } = opened;
    const mia = { email: 'mia@example.com', role: 'member', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, mia);
    await both('/members');
    for (const by of [owner, colleague]) await button('Change role: mia@example.com', by).click();
    const dialog = (by: Reader) => by.page.getByRole('dialog');
    await dialog(colleague).getByLabel('Role').selectOption('admin');
    await dialog(colleague).getByRole('button', { name: 'Save' }).click();
    await dialog(colleague).waitFor({ state: 'detached' });
    await dialog(owner).getByLabel('Role').selectOption('owner');
    await dialog(owner).getByRole('button', { name: 'Save' }).click();
    await dialog(owner).getByText(TOLD).waitFor();
    expect(await owner.violationsHere()).toEqual([]);
    await dialog(owner).getByRole('button', { name: 'Cancel' }).click();
    await owner.page.getByRole('row').filter({ hasText: 'mia@example.com' }).getByText('Admin').waitFor();
  });

  it('leaves nothing to complain about', () => {
    expect([...owner.complaints, ...colleague.complaints]).toEqual([]);
  });
});
