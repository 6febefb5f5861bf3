import { gzipSync } from 'node:zlib';
import type { RecordingBatch } from '../../subject-data/index.js';
import { momentBetween } from './sample-data-events.js';
import type { SamplePerson } from './sample-data-people.js';
import type { SampleRandom } from './sample-data-random.js';

const SECOND = 1000;
const DAYS_KEPT = 30;
const DAY = 86_400_000;
const [WIDTH, HEIGHT] = [1400, 900];
/** Numbers in the page's tree, as the recorder counts its nodes. */
const NODES = { document: 1, body: 5, button: 9 };

/** A recording of one visit now and then, as the browser library takes it. */
export function recordingOf(person: SamplePerson, random: SampleRandom, now: Date): RecordingBatch[] {
  const device = person.devices.find(({ kind }) => kind.client.mp_lib === 'web');
  if (!device || !person.recorded) return [];
  const startedAt = momentBetween(person.joined.getTime(), person.lastSeen.getTime(), random);
  const durationMs = random.between(20, 600) * SECOND;
  const url = 'https://coffee.example.com/order';
  const events = [...pageOf(person, url, startedAt), ...movesOf(startedAt, durationMs, random)];
  return [
    {
      distinctId: person.distinctId,
      deviceId: `$device:${device.id}`,
      replayId: random.uuid(),
      seq: 0,
      batchStartedAt: new Date(startedAt),
      replayStartedAt: new Date(startedAt),
      durationMs,
      properties: JSON.stringify({ mp_lib: 'web', $browser: device.kind.client.$browser, $current_url: url }),
      events: events.length,
      encoding: 'gzip',
      payload: gzipSync(JSON.stringify(events)),
      expiresOn: new Date(Math.floor(now.getTime() / DAY) * DAY + DAYS_KEPT * DAY),
    },
  ];
}

/** The page as it was when the recording began: rrweb's events 4 (its address and size) and 2 (everything on it). */
function pageOf(person: SamplePerson, href: string, timestamp: number): object[] {
  const text = (id: number, textContent: string) => ({ type: 3, textContent, id });
  const element = (id: number, tagName: string, ...childNodes: object[]) => {
    return { type: 2, tagName, attributes: {}, childNodes, id };
  };
  const body = element(
    NODES.body,
    'body',
    element(6, 'h1', text(7, `Order for ${person.name}`)),
    element(8, 'p', element(NODES.button, 'button', text(10, 'Pay'))),
  );
  const page = {
    type: 0,
    childNodes: [
      { type: 1, name: 'html', publicId: '', systemId: '', id: 2 },
      element(3, 'html', element(4, 'head'), body),
    ],
    id: NODES.document,
  };
  return [
    { type: 4, data: { href, width: WIDTH, height: HEIGHT }, timestamp },
    { type: 2, data: { node: page, initialOffset: { left: 0, top: 0 } }, timestamp: timestamp + 1 },
  ];
}

/** What was done on it: rrweb's event 3, of the mouse (source 1), its buttons (2) and scrolling (3). */
function movesOf(start: number, durationMs: number, random: SampleRandom): object[] {
  return Array.from({ length: random.between(6, 24) }, (_, index) => {
    const timestamp = start + 2 + Math.round((durationMs * index) / 24);
    const [x, y] = [random.between(0, WIDTH), random.between(0, HEIGHT)];
    const data = random.pick<object>([
      { source: 1, positions: [{ x, y, id: NODES.body, timeOffset: 0 }] },
      { source: 2, type: 2, id: NODES.button, x, y },
      { source: 3, id: NODES.document, x: 0, y },
    ]);
    return { type: 3, data, timestamp };
  });
}
