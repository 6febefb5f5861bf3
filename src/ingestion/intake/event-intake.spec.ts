import type { IngestSettings } from '../../access/index.js';
import { EventIntake } from './event-intake.service.js';
import type { Delivery } from './delivery.js';

/** A gate that keeps each passage open until the test lets it end, and remembers how many events went through together. */
class SlowGate {
  readonly passed: number[] = [];
  private readonly ends: (() => void)[] = [];

  readonly hear = async (): Promise<void> => Promise.resolve();
  readonly passes = async (): Promise<boolean> => Promise.resolve(false);
  readonly admit = async (_: unknown, items: readonly unknown[]) => {
    this.passed.push(items.length);
    await new Promise<void>((resolve) => this.ends.push(resolve));
    return { result: undefined, refused: 0 };
  };

  async endAll(): Promise<void> {
    while (this.ends.length > 0) {
      this.ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const wanted = { of: () => ({ dropped: [], event: (record: unknown) => ({ record, place: {} }) }) };
const links = { plain: () => [] };
const stopping = { refuseMore: () => undefined };
const counts = { add: () => undefined, addAll: () => undefined };
const settings = { optInEvent: null } as unknown as IngestSettings;
const delivery = { settings, door: 'track', origin: 'token', gpc: false, now: new Date() } as Delivery;

function intakeThrough(gate: SlowGate): EventIntake {
  const ids = { next: () => 'call' };
  const others = [{}, gate, links, counts, stopping, ids, wanted];
  return new EventIntake(...(others as unknown as ConstructorParameters<typeof EventIntake>));
}

async function passedOf(sizes: readonly number[]): Promise<readonly number[]> {
  const gate = new SlowGate();
  const intake = intakeThrough(gate);
  const calls = sizes.map(async (size) => {
    const properties = { distinct_id: 'ada', text: 'x'.repeat(size) };
    return intake.take(delivery, [{ index: 0, value: { event: 'Opened', properties } }], { strict: false });
  });
  // Each call lets others have their turn while it is read.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await gate.endAll();
  await Promise.all(calls);
  return gate.passed;
}

it('calls that come at once go through the gate together, up to 10 MB of them', async () => {
  expect(await passedOf(Array.from({ length: 40 }, () => 100))).toContain(39);
  expect(Math.max(...(await passedOf(Array.from({ length: 40 }, () => 900_000))))).toBe(11);
});

it('a call of large events goes alone, as one of many does', async () => {
  expect(await passedOf(Array.from({ length: 4 }, () => 1_010_000))).toEqual([1, 1, 1, 1]);
});
