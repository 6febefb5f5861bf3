import { withClient } from '../support/three-subjects.js';
import { openCommands, type CommandFixture } from './cli-fixture.js';

const DAY = 86_400_000;
const NOBODYS = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';

interface Shown {
  readonly id: string;
  readonly projectId: number;
  readonly projectName: string;
  readonly kind: string;
  readonly state: string;
  readonly orderedAt: string;
  readonly restorableUntil: string;
  readonly goneBy: string;
  readonly finishedAt: string | null;
  readonly trouble: { readonly code: string; readonly message: string } | null;
}

describe('habeas project delete, reset, ended and restore', () => {
  let line: CommandFixture;

  beforeAll(async () => {
    line = await openCommands();
    await line.habeas(['org', 'create', 'Acme', '--owner', 'pat@example.com'], 'correct horse battery');
  });
  afterAll(() => line.close());

  const project = (...words: string[]) => line.habeas(['project', ...words]);
  const json = async <T = Shown>(...words: string[]) => (await project(...words, '--json')).json<T>();
  const create = async (name: string) => String((await json<{ id: number }>('create', name)).id);
  const refusedWith = (code: string) => ({ code: 1, out: '', err: expect.stringContaining(`(${code})`) as unknown });
  const listed = async () => (await json<{ id: number }[]>('list')).map(({ id }) => String(id));

  it('deletes a project whose name was typed out, tells until when it can be restored, and restores it', async () => {
    const id = await create('Shop');
    expect(await project('delete', id, '--name', 'Ship')).toMatchObject(refusedWith('name-differs'));
    expect(await listed()).toContain(id);

    const { code, out } = await project('delete', id, '--name', 'Shop');
    expect(code).toBe(0);
    expect(out).toMatch(/What +deleted\n.*State +restorable/);
    expect(out).toMatch(/Restorable until +\d{4}-/);
    expect(await listed()).not.toContain(id);
    expect(await project('delete', id, '--name', 'Shop')).toMatchObject(refusedWith('project-not-found'));
    expect(await project('retention', id)).toMatchObject(refusedWith('project-not-found'));

    const [ended] = (await json<Shown[]>('ended')).filter(({ projectId }) => String(projectId) === id);
    expect(ended).toMatchObject({ projectName: 'Shop', kind: 'deleted', state: 'restorable', finishedAt: null });
    const days = (date: string) => (Date.parse(date) - Date.parse(ended?.orderedAt ?? '')) / DAY;
    expect([days(ended?.restorableUntil ?? ''), days(ended?.goneBy ?? '')]).toEqual([60, 90]);
    expect((await project('ended')).out).toMatch(new RegExp(`${ended?.id} +${id} +Shop +deleted +restorable`));

    expect(await json('restore', ended?.id ?? '')).toMatchObject({ id: ended?.id, state: 'restored' });
    expect(await listed()).toContain(id);
    expect(await project('restore', ended?.id ?? '')).toMatchObject(refusedWith('ending-restored'));
  });

  it('leaves a project to a worker that is to be emptied, and is closed to another end until then', async () => {
    const id = await create('Trial');
    const reset = await json('reset', id, '--name', 'Trial');
    expect(reset).toMatchObject({ kind: 'reset', state: 'setting-aside', finishedAt: null });
    expect(await listed()).toContain(id);
    expect(await project('restore', reset.id)).toMatchObject(refusedWith('ending-under-way'));
    expect(await project('reset', id, '--name', 'Trial')).toMatchObject(refusedWith('project-closed'));
    expect(await project('delete', id, '--name', 'Trial')).toMatchObject(refusedWith('project-closed'));
  });

  it('tells what stood in the way of an end at the last attempt', async () => {
    const id = await create('Stuck');
    const reset = await json('reset', id, '--name', 'Stuck');
    expect(reset.trouble).toBeNull();
    const said = 'The engine has not removed the rows yet.';
    await withClient(line.databaseUrl, (sql) =>
      sql.query('UPDATE project_endings SET trouble_code = $2, trouble_message = $3 WHERE id = $1', [
        reset.id,
        'older-snapshot',
        said,
      ]),
    );
    const [ended] = (await json<Shown[]>('ended')).filter((each) => each.id === reset.id);
    expect(ended?.trouble).toEqual({ code: 'older-snapshot', message: said });
    const { out } = await project('ended');
    expect(out).toMatch(new RegExp(`${reset.id}.*setting-aside.*older-snapshot`));
    expect(out).toContain(`${reset.id}: ${said}`);
  });

  it('lists the ends of the organization that is meant, and asks which where there are several', async () => {
    await line.habeas(['org', 'create', 'Other', '--owner', 'quinn@example.com'], 'correct horse battery');
    const unclear = await project('ended');
    expect([unclear.code, unclear.err]).toEqual([expect.any(Number), expect.stringContaining('--organization')]);
    expect(unclear.code).not.toBe(0);
    expect(await json<Shown[]>('ended', '--organization', 'Other')).toEqual([]);
    expect(await json<Shown[]>('ended', '--organization', 'Acme')).toHaveLength(3);
  });

  it('knows nothing that is not there', async () => {
    expect(await project('delete', '4294967297', '--name', 'x')).toMatchObject(refusedWith('project-not-found'));
    expect(await project('reset', '99', '--name', 'x')).toMatchObject(refusedWith('project-not-found'));
    expect(await project('restore', NOBODYS)).toMatchObject(refusedWith('ending-not-found'));
  });

  it.each([
    [['delete', '100001']],
    [['reset', '100001']],
    [['delete', 'one', '--name', 'x']],
    [['reset', 'one', '--name', 'x']],
    [['restore', 'it']],
    [['restore']],
    [['ended', '--state', 'gone']],
  ])('ends with 2 and a sentence for %j', async (words) => {
    const { code, out, err } = await project(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toBe('');
  });
});
