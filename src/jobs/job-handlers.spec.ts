import {
  DELETIONS_QUEUE,
  EXPORTS_QUEUE,
  JOBS,
  QUEUES,
  retentionDue,
  runExport,
  scrubDue,
  stageDeletion,
  sweepDue,
  sweepPart,
  tidy,
} from '../request-model/index.js';
import { type HandlersOf, JobHandlers } from './job-handlers.js';

const REQUEST = '5a0f6a52-4f0b-4d36-9b8e-2f60c5a4d913';

class FakeLogger {
  readonly lines: string[] = [];
  error(line: unknown): void {
    this.lines.push(`error: ${String(line)}`);
  }
  warn(line: unknown): void {
    this.lines.push(`warn: ${String(line)}`);
  }
}

describe('The table of jobs', () => {
  let done: string[];
  let logger: FakeLogger;
  let now: number;

  const doing = (name: string) => async (payload: { id: string }) => done.push(`${name} ${payload.id}`);
  const ofExports = (): HandlersOf<typeof EXPORTS_QUEUE> => ({
    export: doing('export'),
    scrub: doing('scrub'),
    retention: doing('retention'),
    tidy: doing('tidy'),
  });
  const ofDeletions = (): HandlersOf<typeof DELETIONS_QUEUE> => ({
    stage: doing('stage'),
    sweep: doing('sweep'),
    'sweep-part': doing('sweep-part'),
  });
  const handlersOf = (...groups: ConstructorParameters<typeof JobHandlers>[0]) =>
    new JobHandlers(groups, logger, () => now);

  beforeEach(() => {
    done = [];
    logger = new FakeLogger();
    now = 0;
  });

  it('names a queue that there is for every job', () => {
    for (const { queue } of Object.values(JOBS)) expect(QUEUES).toContain(queue);
  });

  it('has a handler for whatever is rung for', async () => {
    const handlers = handlersOf(ofExports(), ofDeletions());
    const rings = [
      runExport(REQUEST),
      stageDeletion(REQUEST),
      sweepDue(),
      sweepPart(REQUEST, 'events'),
      scrubDue(),
      retentionDue(),
      tidy(),
    ];
    for (const { queue, kind, id } of rings) await handlers.run({ queueName: queue, name: kind, data: { id } });
    expect(done).toEqual([
      `export ${REQUEST}`,
      `stage ${REQUEST}`,
      'sweep due',
      `sweep-part ${REQUEST}/events`,
      'scrub due',
      'retention due',
      'tidy expired',
    ]);
    expect(rings.map(({ kind }) => kind).sort()).toEqual(Object.keys(JOBS).sort());
    expect(logger.lines).toEqual([]);
  });

  it('refuses the start where a job has no handler', () => {
    expect(() => handlersOf(ofExports())).toThrow('The job "stage" has no handler.');
  });

  it('refuses the start where a job has two handlers', () => {
    expect(() => handlersOf(ofExports(), ofDeletions(), { tidy: doing('tidy') })).toThrow(
      'The job "tidy" has two handlers.',
    );
  });

  it('refuses the start where a handler is for no job', () => {
    expect(() => handlersOf(ofExports(), ofDeletions(), { toString: doing('toString') })).toThrow('"toString"');
  });

  it.each([
    ['a name nobody knows', EXPORTS_QUEUE, 'exprot'],
    ['a name every object has', EXPORTS_QUEUE, 'constructor'],
    ['a job of the other queue', EXPORTS_QUEUE, 'stage'],
  ])('sees %s as an error', async (_, queueName, name) => {
    const handlers = handlersOf(ofExports(), ofDeletions());
    await expect(handlers.run({ queueName, name, data: { id: REQUEST } })).rejects.toMatchObject({
      code: 'job-unknown',
    });
    expect(done).toEqual([]);
    expect(logger.lines).toEqual([
      `error: The queue "exports" holds a job "${name}", which is unknown there. It is not done.`,
    ]);
  });

  it('does not repeat a name that is none', async () => {
    const handlers = handlersOf(ofExports(), ofDeletions());
    const run = handlers.run({ queueName: EXPORTS_QUEUE, name: 'mara@example.com', data: { id: REQUEST } });
    await expect(run).rejects.toMatchObject({ code: 'job-unknown' });
    expect(logger.lines).toEqual(['error: The queue "exports" holds a job, which is unknown there. It is not done.']);
  });

  it.each([
    ['nothing', 'export', undefined],
    ['the id of a person', 'export', { id: 'mara@example.com' }],
    ['more than an id', 'export', { id: REQUEST, distinctId: 'mara@example.com' }],
    ['another task', 'tidy', { id: 'mara@example.com' }],
  ])('sees a job that carries %s as an error, and never says what it carries', async (_, name, data) => {
    const handlers = handlersOf(ofExports(), ofDeletions());
    const run = handlers.run({ queueName: EXPORTS_QUEUE, name, data });
    await expect(run).rejects.toMatchObject({
      code: 'job-payload-unfit',
      message: expect.not.stringContaining('mara'),
    });
    expect(done).toEqual([]);
    expect(logger.lines).toEqual([`error: A job "${name}" does not carry what the catalogue says. It is not done.`]);
  });

  it('sees a part of a sweep without a collection as an error', async () => {
    const handlers = handlersOf(ofExports(), ofDeletions());
    const run = handlers.run({ queueName: DELETIONS_QUEUE, name: 'sweep-part', data: { id: REQUEST } });
    await expect(run).rejects.toMatchObject({ code: 'job-payload-unfit' });
  });

  it('tells of the same job once a minute', async () => {
    const handlers = handlersOf(ofExports(), ofDeletions());
    const run = () => handlers.run({ queueName: EXPORTS_QUEUE, name: 'new', data: {} }).catch(() => undefined);
    await run();
    now = 59_999;
    await run();
    expect(logger.lines).toHaveLength(1);
    now = 60_000;
    await run();
    expect(logger.lines).toHaveLength(2);
  });

  it('tells of a job that failed without the words of the error, and who comes back to it', async () => {
    const failing = async () => Promise.reject(new TypeError('mara@example.com'));
    const handlers = handlersOf({ ...ofExports(), export: failing }, { ...ofDeletions(), 'sweep-part': failing });
    const part = { queueName: DELETIONS_QUEUE, name: 'sweep-part', data: { id: `${REQUEST}/events` } };
    await expect(handlers.run({ queueName: EXPORTS_QUEUE, name: 'export', data: { id: REQUEST } })).rejects.toThrow();
    await expect(handlers.run(part)).rejects.toThrow();
    expect(logger.lines).toEqual([
      'warn: The job "export" failed (TypeError); what is still due is rung for again.',
      'warn: The job "sweep-part" failed (TypeError); who leads the sweep does it.',
    ]);
  });
});
