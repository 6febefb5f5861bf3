import { Authenticator } from '../support/authenticator.js';
import { Browser } from '../support/browser.js';
import { openConsole, type OpenConsole, type Reader } from '../support/console-browser.js';
import { joinApp } from '../support/join.js';
import { needsProgram } from '../support/needs-program.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';

const MIA = 'mia@example.com';

needsProgram('chromium', 'apt-get install chromium')('a second factor at the profile', () => {
  const clock = new TestClock();
  let opened: OpenConsole;
  let owner: Reader;
  let mia: Reader;
  let phone: Authenticator;
  let codes: string[] = [];

  beforeAll(async () => {
    opened = await openConsole({ clock });
    ({ owner } = opened);
    await owner.page.emulateMedia({ reducedMotion: 'reduce' });
    const { app, project } = opened;
    const joining = { email: MIA, role: 'owner', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    mia = await opened.join(joining);
  });
  afterAll(() => opened.close());
  afterEach(() => expect([...owner.complaints, ...mia.complaints]).toEqual([]));

  const page = () => owner.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
  const dialog = () => page().getByRole('dialog');
  const requirement = () => page().getByRole('switch', { name: 'Every member needs a second factor' });
  const isRequired = async () => {
    const { organizationId: id } = opened.project;
    return (await opened.app.prisma.organization.findUniqueOrThrow({ where: { id } })).requireSecondFactor;
  };
  /** What the door answers to the owner's password with a code, or with none. */
  const signIn = async (code: string | null): Promise<number> => {
    const { app, project } = opened;
    const door = new Browser(app.application);
    return (await door.signIn(project.ownerEmail, project.ownerPassword, null, code)).status;
  };
  async function expectForEverybody(): Promise<void> {
    expect(await owner.faultsHere()).toEqual([]);
  }
  /** The ten codes that are shown, once. */
  async function shownCodes(): Promise<string[]> {
    const shown = page().getByLabel('Your recovery codes', { exact: true });
    return (await shown.innerText()).trim().split('\n');
  }
  async function prove(password: string, code: string, action: string): Promise<void> {
    await dialog().getByRole('textbox', { name: 'Password' }).fill(password);
    await dialog().getByRole('textbox', { name: 'Code' }).fill(code);
    await dialog().getByRole('button', { name: action, exact: true }).click();
  }

  it('is asked of nobody by an owner who has none', async () => {
    await owner.open('/members');
    await page().getByText('Set up your own second factor first').waitFor();
    expect(await requirement().isDisabled()).toBe(true);
  });

  it('is set up at the profile', async () => {
    await owner.open('/profile');
    await page().getByRole('textbox', { name: 'Your password, to begin' }).fill(opened.project.ownerPassword);
    await button('Set up a second factor').click();
    await page().getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    await expectForEverybody();
    phone = new Authenticator((await page().getByLabel('Secret', { exact: true }).innerText()).trim(), clock);
    await page().getByLabel('Code').fill(phone.code());
    await button('Confirm').click();
    codes = await shownCodes();
    expect(codes).toHaveLength(10);
    await expectForEverybody();
    await button('I have kept them').click();
    await page().getByText('10 recovery codes are left.').waitFor();
    await expectForEverybody();
  });

  it('is given new recovery codes at the profile, and those of before let nobody in any more', async () => {
    await button('New recovery codes').click();
    await dialog().getByText('The ten codes you have end, and ten new ones are shown, this once.').waitFor();
    await expectForEverybody();
    await prove(opened.project.ownerPassword, phone.nextCode(), 'New recovery codes');
    await dialog().waitFor({ state: 'detached' });
    const next = await shownCodes();
    expect(next).toHaveLength(10);
    expect(next.filter((code) => codes.includes(code))).toEqual([]);
    await button('I have kept them').click();
    await page().getByText('10 recovery codes are left.').waitFor();
    expect(await signIn(codes[0] ?? '')).toBe(401);
    expect(await signIn(next[0] ?? '')).toBe(200);
    await owner.open('/profile');
    await page().getByText('9 recovery codes are left.').waitFor();
    const { prisma } = opened.app;
    expect([await prisma.recoveryCode.count(), await prisma.recoveryCode.count({ where: { usedAt: null } })]).toEqual([
      10, 9,
    ]);
  });

  it('is asked of everybody after it was said what that does, and concerns sessions that are open', async () => {
    await owner.open('/members');
    await requirement().click();
    await dialog().getByText('Members who have none lose everything but the way to set one up').waitFor();
    await expectForEverybody();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    expect([await requirement().isChecked(), await isRequired()]).toEqual([false, false]);
    await requirement().click();
    await dialog().getByRole('button', { name: 'Ask it of everybody' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect([await requirement().isChecked(), await isRequired()]).toEqual([true, true]);
    await mia.page.goto('/#/requests');
    await mia.page.getByRole('heading', { name: 'A second factor is needed' }).waitFor();
  });

  it('is not turned off where it is asked for without saying that another is needed at once', async () => {
    await owner.open('/profile');
    await button('Turn off').click();
    await dialog().getByText('you will have to set up another at once').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('is turned off once nobody asks for it, and the password alone lets one in', async () => {
    await owner.open('/members');
    await requirement().click();
    await until('nobody to be asked', async () => !(await isRequired()));
    await owner.open('/profile');
    await button('Turn off').click();
    await expectForEverybody();
    await prove(opened.project.ownerPassword, phone.nextCode(), 'Turn off');
    await dialog().waitFor({ state: 'detached' });
    await button('Set up a second factor').waitFor();
    expect(await signIn(null)).toBe(200);
  });
});
