import { openCommands, type CommandFixture } from './cli-fixture.js';

interface Shown {
  readonly events: object;
  readonly pending: readonly { readonly id: string }[];
}

describe('habeas project retention', () => {
  let line: CommandFixture;
  let id: string;

  beforeAll(async () => {
    line = await openCommands();
    await line.habeas(['org', 'create', 'Acme', '--owner', 'pat@example.com'], 'correct horse battery');
    const { out } = await line.habeas(['project', 'create', 'Shop', '--json']);
    id = String((JSON.parse(out) as { id: number }).id);
  });
  afterAll(() => line.close());

  const retention = (...words: string[]) => line.habeas(['project', 'retention', id, ...words]);
  const json = async (...words: string[]) => JSON.parse((await retention(...words, '--json')).out) as Shown;

  it('shows for how long what is kept', async () => {
    const { code, out } = await retention();
    expect(code).toBe(0);
    expect(out).toMatch(/Events are kept +24 months/);
    expect(out).toMatch(/Recordings are kept +30 days, 366 at the most/);
  });

  it('changes it, and takes back what is shorter', async () => {
    const options = ['--event-months', '6', '--profile-unseen', '400', '--profile-days-after-end', '30'];
    const changed = await json(...options, '--subscription-ends', '2030-01-01T00:00:00Z', '--replay-retention', '7');
    expect(changed).toMatchObject({
      events: { months: 6, rule: 'chosen' },
      profiles: { unseenDays: 400, daysAfterEnd: 30, goAllAt: '2030-01-31T00:00:00.000Z' },
      recordings: { days: 7 },
      pending: [{ collection: 'events' }, { collection: 'profiles' }],
    });
    for (const { id: change } of changed.pending) await json('--take-back', change);
    expect(await json()).toMatchObject({
      events: { months: 24 },
      profiles: { unseenDays: null, goAllAt: null },
      pending: [],
    });
  });

  it('keeps events for longer with a reason alone', async () => {
    expect(await retention('--event-months', '36')).toMatchObject({
      code: 1,
      err: expect.stringContaining('(basis-missing)') as unknown,
    });
    expect(await json('--event-months', '36', '--event-basis', 'Warranty')).toMatchObject({ events: { months: 36 } });
    expect(await json('--event-months', 'none')).toMatchObject({ events: { months: 24, basis: null } });
  });

  it.each([
    [['--event-months', 'many']],
    [['--subscription-ends', 'soon']],
    [['--made-at', '2024']],
    [['--made-at', '2024-02-30T00:00:00Z']],
    [['--subscription-ends', '2027-01-31T00:00:00']],
    [['--take-back', 'it']],
  ])('ends with 2 and a sentence for %j', async (words) => {
    const { code, err } = await retention(...words);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  it.each([
    [['--plan', 'gold'], 'plan-unknown'],
    [['--event-months', '0'], 'setting-unfit'],
    [['--event-months', '12', '--event-basis', ' '], 'setting-unfit'],
    [['--profile-unseen', '99999'], 'setting-unfit'],
    [['--replay-retention', '400'], 'beyond-plan'],
  ])('refuses %j', async (words, code) => {
    expect(await retention(...words)).toMatchObject({ code: 1, err: expect.stringContaining(`(${code})`) as unknown });
  });

  it('knows no project that is not there', async () => {
    const { code, err } = await line.habeas(['project', 'retention', '4294967297']);
    expect([code, err]).toEqual([1, expect.stringContaining('(project-not-found)')]);
  });
});
