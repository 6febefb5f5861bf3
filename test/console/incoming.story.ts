import { ApiClient } from '../support/client.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';

needsProgram('chromium', 'apt-get install chromium')('data coming in, in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;

  beforeAll(async () => {
    opened = await openConsole();
    reader = opened.owner;
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    await reader.open('/incoming');
  });
  afterAll(() => opened.close());

  const page = () => reader.page;
  const api = () => new ApiClient(opened.app, opened.project);
  const row = (label: string, text: string | RegExp) =>
    page().getByRole('table', { name: label, exact: true }).getByRole('row').filter({ hasText: text });
  const track = async (...records: readonly object[]) => {
    const token = opened.project.projectToken;
    const events = records.map((properties) => ({ event: 'Viewed', properties: { token, ...properties } }));
    const body = new URLSearchParams({ data: JSON.stringify(events) });
    expect((await fetch(`${opened.app.url}/track`, { method: 'POST', body })).status).toBe(200);
  };

  it('is found under Data & Privacy, and says that nothing came yet', async () => {
    await page().getByRole('link', { name: 'Data coming in' }).click();
    await page().getByRole('heading', { level: 1, name: 'Data coming in' }).waitFor();
    await page().getByText('Nothing came in the last thirty days.').waitFor();
  });

  it('shows what was taken, refused and dropped, as a drawing and in tables', async () => {
    await api().call('POST', '/api/v1/opt-outs', { projectId: opened.project.projectId, distinctIds: ['eve'] });
    await track({ distinct_id: 'ada' }, { distinct_id: 'ada', page: 2 }, { distinct_id: 'bob' });
    await track({}, { distinct_id: 'undefined' }, { distinct_id: 'eve' });
    await reader.open('/incoming');
    await page().getByRole('img', { name: 'Records by day' }).waitFor();
    await row('By route, and why', /\/track.*taken/).waitFor();
    await row('By route, and why', /\/track.*of nobody/).waitFor();
    await row('By route, and why', /\/track.*refused/).waitFor();
    await row('Of people who are refused', 'opted out').waitFor();
    await page().getByRole('img', { name: 'Not kept, by day' }).waitFor();
    await row('Of people who are refused', 'opted out').getByText('By day').click();
    await row('Of people who are refused', 'opted out')
      .getByText(/^[A-Z][a-z]+ \d+: 1$/)
      .waitFor();
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('gives code to paste for each SDK, with the token and where Habeas stands', async () => {
    const choice = page().getByLabel('SDK', { exact: true });
    for (const client of await choice.locator('option').allTextContents()) {
      await choice.selectOption(client);
      const code = (await page().getByLabel(`Code for ${client}`, { exact: true }).textContent()) ?? '';
      expect(code).toContain(opened.project.projectToken);
      expect(code).toContain(opened.app.url.replace('http://', ''));
    }
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    expect(await reader.faultsOn(['/incoming'])).toEqual([]);
  });

  it('is shown to members too, since it names nobody', async () => {
    const joining = { email: 'noa@example.com', role: 'member', password: opened.project.ownerPassword } as const;
    await joinApp(opened.app.application, opened.project.organizationId, joining);
    const member = await opened.join(joining);
    await member.open('/incoming');
    await member.page.getByRole('heading', { name: 'Records by day' }).waitFor();
    expect(await member.page.getByText('eve', { exact: true }).count()).toBe(0);
    expect(member.complaints).toEqual([]);
    await member.close();
  });

  it('speaks German', async () => {
    await page().evaluate("localStorage.setItem('habeas.language', 'de')");
    await reader.open('/incoming');
    await page().getByRole('heading', { level: 1, name: 'Eingehende Daten' }).waitFor();
    await row('Nach Route und Grund', 'angenommen').waitFor();
    await page().getByRole('img', { name: 'Nicht behalten, nach Tagen' }).waitFor();
  });

  it('leaves nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
