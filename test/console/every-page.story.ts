import { readFileSync } from 'node:fs';
import type { Route } from 'playwright-core';
import { InvitationsService } from '../../src/access/account-links/invitations.service.js';
import { Reader } from '../support/console-browser.js';
import { needsProgram } from '../support/needs-program.js';
import { openShop, type Shop } from './shop-fixture.js';

/** Every route of the console, as its router has them. */
const ROUTES = [...readFileSync('console/src/app/router.tsx', 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(
  ([, route = '']) => route,
);

type Addresses = (shop: Shop) => readonly string[];

/** Where each route is visited by somebody who has signed in. */
const INSIDE: Readonly<Record<string, Addresses>> = {
  '/': () => ['/'],
  '/requests': () => ['/requests'],
  '/requests/new/$kind': () => ['/requests/new/export', '/requests/new/deletion'],
  '/requests/$id': ({ exportId, deletionId, waitingId }) =>
    [exportId, deletionId, waitingId].map((id) => `/requests/${id}`),
  '/people': () => ['/people'],
  '/incoming': () => ['/incoming'],
  '/opt-outs': () => ['/opt-outs'],
  '/holds': () => ['/holds'],
  '/retention': () => ['/retention'],
  '/retention/runs/$runId': ({ runId }) => [`/retention/runs/${runId}`],
  '/duties': () => ['/duties'],
  '/approvals': () => ['/approvals'],
  '/members': () => ['/members'],
  '/access-review': () => ['/access-review'],
  '/audit': () => ['/audit'],
  '/projects': () => ['/projects'],
  '/projects/$projectId': ({ project }) => [`/projects/${project.projectId}`],
  '/sign-in-domains': () => ['/sign-in-domains'],
  '/profile': () => ['/profile'],
};

/** Where an invitation is accepted, once there is one. */
let invitation = '';

/** Where each route is visited by somebody at the door. */
const DOORS: Readonly<Record<string, Addresses>> = {
  '/sign-in': () => ['/sign-in'],
  '/forgotten': () => ['/forgotten'],
  '/invitations/$token': () => [invitation],
  '/password-resets/$token': () => ['/password-resets/habeas_reset_x'],
  '/email-verification/$token': () => ['/email-verification/habeas_verify_x'],
};

const request =
  (which: 'exportId' | 'waitingId'): Addresses =>
  (shop) => [`/requests/${shop[which]}`];

/** What opens a dialog: the button, and the page it is on. */
const DIALOGS: readonly (readonly [button: string | RegExp, page: Addresses])[] = [
  ['Deny', request('waitingId')],
  ['Extend the deadline', request('waitingId')],
  ['Revoke', request('waitingId')],
  ['Record the hand-over', request('exportId')],
  [/^Lift the hold on/, () => ['/holds']],
  [/^Carry out now/, () => ['/duties']],
  [/^Give up/, () => ['/duties']],
  ['Run now', () => ['/retention']],
  ['Create a project', () => ['/projects']],
  ['Invite somebody', () => ['/members']],
  ['Make a service account', () => ['/members']],
  [/^Change role/, () => ['/members']],
  [/^Tokens/, () => ['/members']],
  [/^Remove/, () => ['/members']],
  [/^Rotate tests/, () => ['/profile']],
  [/^Revoke tests/, () => ['/profile']],
  ['Delete my account', () => ['/profile']],
];

needsProgram('chromium', 'apt-get install chromium')('every page of the console', () => {
  let shop: Shop;
  let owner: Reader;
  let visitor: Reader;

  beforeAll(async () => {
    shop = await openShop();
    ({ owner } = shop);
    await owner.page.emulateMedia({ reducedMotion: 'reduce' });
    const invitations = shop.app.application.get(InvitationsService);
    const invited = { email: 'noa@example.com', role: 'admin' } as const;
    const { link } = await invitations.invite('operator', shop.project.organizationId, invited);
    invitation = link?.split('#')[1] ?? '';
    visitor = await Reader.at(shop.browser, shop.app.url, { reducedMotion: 'reduce' });
  });
  afterAll(() => shop.close());
  afterEach(() => expect([...owner.complaints, ...visitor.complaints]).toEqual([]));

  const heading = (name: string, reader = owner) => reader.page.getByRole('heading', { level: 1, name });
  /** The page that what came before has left as it was, so that it need not be opened anew; empty: none. */
  let left = '';
  async function comeTo(path: string): Promise<void> {
    if (left !== path) await owner.open(path);
    left = '';
  }
  const button = (name: string | RegExp) => owner.page.getByRole('button', { name, exact: typeof name === 'string' });

  it('is visited: no route of the router is left out, and none is visited that there is not', () => {
    expect(ROUTES.length).toBeGreaterThan(20);
    expect([...Object.keys(INSIDE), ...Object.keys(DOORS)].sort()).toEqual([...ROUTES].sort());
  });

  it.each(Object.keys(INSIDE))('%s is for everybody, in light and in dark, on a telephone too', async (route) => {
    expect(await owner.faultsOn(INSIDE[route]?.(shop) ?? [])).toEqual([]);
    await owner.page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' });
    expect(await heading('This page does not exist').count()).toBe(0);
  });

  it.each(Object.keys(DOORS))('%s is for everybody, in light and in dark, on a telephone too', async (route) => {
    expect(await visitor.faultsOn(DOORS[route]?.(shop) ?? [])).toEqual([]);
    expect(await heading('This page does not exist', visitor).count()).toBe(0);
  });

  it('that does not exist says so, and leads back', async () => {
    for (const reader of [owner, visitor]) {
      expect(await reader.faultsOn(['/nowhere/at-all'])).toEqual([]);
      await heading('This page does not exist', reader).waitFor();
    }
    await owner.page.getByRole('link', { name: 'Overview', exact: true }).click();
    await heading('Overview').waitFor();
  });

  it.each(['Settings', 'API secret', 'What is refused', 'Classification', 'Data map', 'End'])(
    'has parts, of a project: %s',
    async (name) => {
      const path = `/projects/${shop.project.projectId}`;
      await comeTo(path);
      await owner.page.getByRole('tab', { name, exact: true }).click();
      await owner.settled();
      expect(await owner.faultsHere()).toEqual([]);
      left = path;
    },
  );

  it.each(['export', 'deletion'])('goes on to a preview, of a new %s', async (kind) => {
    await owner.open(`/requests/new/${kind}`);
    await owner.page.getByRole('textbox', { name: 'distinct_id of each person' }).fill('nobody');
    await button('Show the preview').click();
    await owner.page.getByRole('heading', { name: 'Preview' }).waitFor();
    expect(await owner.faultsHere()).toEqual([]);
  });

  it.each(DIALOGS)('asks in a dialog that is for everybody, too: %s', async (name, page) => {
    const [path = ''] = page(shop);
    await comeTo(path);
    await button(name).first().click();
    const dialog = owner.page.getByRole('dialog');
    await dialog.waitFor();
    await owner.settled();
    expect(await owner.faultsHere()).toEqual([]);
    await owner.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    left = path;
  });

  const ASKED = (url: URL) => url.pathname.startsWith('/api/v1/') && !url.pathname.startsWith('/api/v1/session');
  const STATES = ['/', '/requests', '/duties', '/members', '/retention'];

  it.each(STATES)('%s says that it is being loaded, for as long as that takes', async (path) => {
    let goOn = (): void => undefined;
    const until = new Promise<void>((resolve) => (goOn = resolve));
    await owner.page.route(ASKED, async (route: Route) => {
      await until;
      await route.fallback();
    });
    await owner.page.goto('about:blank');
    await owner.page.goto(`/#${path}`);
    await owner.page.getByRole('main').getByText('Loading…').first().waitFor();
    expect(await owner.faultsHere()).toEqual([]);
    goOn();
    await owner.settled();
    await owner.page.unroute(ASKED);
  });

  it.each(STATES)('%s says what went wrong, and has a way to try again', async (path) => {
    const problem = { status: 503, code: 'stopping', title: 'Habeas is being stopped.' };
    const answer = { status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) };
    await owner.page.route(ASKED, (route: Route) => route.fulfill(answer));
    await owner.open(path);
    await owner.page.getByRole('main').getByRole('alert').first().waitFor();
    expect(await owner.faultsHere()).toEqual([]);
    await owner.page.unroute(ASKED);
    await button('Try again').first().click();
    await owner.settled();
  });
});
