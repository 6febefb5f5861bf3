import { ProjectsService } from '../../src/access/index.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { ApiClient } from '../support/client.js';

needsProgram('chromium', 'apt-get install chromium')('the right to object in the console', () => {
  let opened: OpenConsole;
  let reader: Reader;

  beforeAll(async () => {
    opened = await openConsole();
    reader = opened.owner;
    await reader.page.emulateMedia({ reducedMotion: 'reduce' });
    await new ApiClient(opened.app, opened.project).importEvents([
      {
        event: 'Viewed',
        properties: { time: 1_790_000_000, distinct_id: 'ada', $user_id: 'ada', $device_id: 'd-1', $insert_id: 'a1' },
      },
    ]);
    await reader.open('/opt-outs');
  });
  afterAll(() => opened.close());

  const page = () => reader.page;
  const people = () => page().getByRole('textbox', { name: 'Ids of the people, one a line' });
  const button = (name: string) => page().getByRole('button', { name, exact: true });
  const row = (label: string, text: string) =>
    page().getByRole('table', { name: label, exact: true }).getByRole('row').filter({ hasText: text });
  const isTaken = async (id: string): Promise<boolean> => {
    const body = { projectId: opened.project.projectId, distinctIds: [id] };
    const answer = await new ApiClient(opened.app, opened.project).call<Check>(
      'POST',
      '/api/v1/suppressions/check',
      body,
    );
    return answer.body.results[0]?.taken === true;
  };

  it('is found under Data & Privacy', async () => {
    await page().getByRole('link', { name: 'Right to object' }).click();
    await page().getByRole('heading', { level: 1, name: 'Right to object' }).waitFor();
  });

  it('asks for an id before it does anything', async () => {
    await button('Opt out').click();
    await page().getByText('Name at least one person.').waitFor();
  });

  it('opts people out at once, devices included, and says what that covers', async () => {
    await people().fill(' ada \nbob\nada\n');
    await button('Opt out').click();
    await page().getByText('2 people are opted out.').waitFor();
    // The id, the device's, and the device as its data is filed.
    await row('What was noted', 'ada')
      .getByText(/^[23] ids$/)
      .waitFor();
    expect(await people().inputValue()).toBe('');
    expect([await isTaken('ada'), await isTaken('$device:d-1'), await isTaken('cleo')]).toEqual([false, false, true]);
    expect(await reader.violationsHere()).toEqual([]);
  });

  it('says of one who is opted out again that it stood already', async () => {
    await people().fill('ada');
    await button('Opt out').click();
    await page().getByText('One person is opted out.').waitFor();
    await row('What was noted', 'ada').getByText('stood already').waitFor();
  });

  it('lists who opted out, by what and by whom, and saves the list', async () => {
    await row('Opt-outs', 'bob').getByText('this console').waitFor();
    await row('Opt-outs', 'bob').getByText(opened.project.ownerEmail).waitFor();
    const { name, bytes } = await reader.saved(() => button('Save as CSV').click());
    expect(name).toBe('opt-outs.csv');
    expect(bytes.toString()).toMatch(/\bada,out,console,/);
  });

  it('narrows the list', async () => {
    await page().getByLabel('By what').selectOption('api');
    await page().getByText('Nobody matches what is chosen above.').waitFor();
    await page().getByLabel('By what').selectOption('');
    await row('Opt-outs', 'bob').waitFor();
  });

  it('looks a person up by a device of theirs, which stands in no address', async () => {
    await page().getByLabel('Id of the person', { exact: true }).fill('$device:d-1');
    await button('Look up').click();
    await page().getByText('Data of this person is refused: they opted out.').waitFor();
    await row('What the person chose', 'ada').getByText('opted out').waitFor();
    expect(await reader.tracesOf('$device:d-1')).toEqual([]);
  });

  it('asks once more before it takes data in again, and then does', async () => {
    await people().fill('ada');
    await button('Opt in').click();
    const dialog = page().getByRole('dialog');
    await dialog.getByText(/Data of this person is taken in again/).waitFor();
    expect(await reader.violationsHere()).toEqual([]);
    await dialog.getByRole('button', { name: 'Opt in', exact: true }).click();
    await page().getByText('One person is opted in.').waitFor();
    expect(await isTaken('ada')).toBe(true);
    await page().getByLabel('State').selectOption('false');
    await row('Opt-outs', 'ada').getByText('taken back').waitFor();
    await page().getByLabel('Choice').selectOption('in');
  });

  it('says when everybody was opted out by default, and who set it', async () => {
    const set = (optedOutByDefault: boolean) =>
      opened.app.application.get(ProjectsService).change('operator', opened.project.projectId, { optedOutByDefault });
    expect(await page().getByRole('heading', { name: 'Opted out by default', exact: true }).count()).toBe(0);
    await set(true);
    await reader.open('/opt-outs');
    await row('Opted out by default', 'it goes on').getByText('habeas').waitFor();
    await set(false);
  });

  it('shows the ways in: what SDKs and the own server say, and what the settings make of it', async () => {
    await reader.open('/opt-outs');
    const ways = page().getByRole('region', { name: 'Ways in' });
    await ways.getByText('mixpanel.opt_out_tracking();').waitFor();
    await ways.getByLabel('SDK').selectOption('Swift');
    await ways.getByText('mixpanel.optInTracking(distinctId: id)').waitFor();
    await ways.getByLabel('SDK').selectOption('Python');
    await ways.getByText('Python is an SDK for servers, which knows neither').waitFor();
    const call = (await ways.getByLabel('Call that opts out', { exact: true }).textContent()) ?? '';
    expect(call).toContain(`"projectId":${opened.project.projectId},`);
    await ways.getByText('Not opted out by default').waitFor();
    await ways.getByText('When a browser sends Sec-GPC: 1: It changes nothing').waitFor();
    await ways.getByRole('link', { name: 'Data coming in' }).waitFor();
    await ways.getByRole('link', { name: 'Change it in the settings of the project' }).click();
    await page().getByRole('switch', { name: 'Opted out by default' }).waitFor();
  });

  it('is reached from the profile, too', async () => {
    await reader.open('/profile');
    await page().getByRole('link', { name: 'Opt-outs of acme' }).click();
    await page().getByRole('heading', { level: 1, name: 'Right to object' }).waitFor();
  });

  it('is readable by everybody in light and dark, and on 320 pixels', async () => {
    expect(await reader.faultsOn(['/opt-outs'])).toEqual([]);
  });

  it('tells a member who may', async () => {
    const joining = { email: 'noa@example.com', role: 'member', password: opened.project.ownerPassword } as const;
    await joinApp(opened.app.application, opened.project.organizationId, joining);
    const member = await opened.join(joining);
    await member.open('/opt-outs');
    await member.page.getByText('You are a member of this organization.').waitFor();
    expect(await member.page.getByRole('textbox').count()).toBe(0);
    expect(member.complaints).toEqual([]);
    await member.close();
  });

  it('speaks German', async () => {
    await page().evaluate("localStorage.setItem('habeas.language', 'de')");
    await reader.open('/opt-outs');
    await page().getByRole('heading', { level: 1, name: 'Widerspruchsrecht' }).waitFor();
    await row('Widersprüche', 'bob').getByText('diese Konsole').waitFor();
  });

  it('leaves nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});

interface Check {
  readonly results: readonly { readonly taken: boolean }[];
}
