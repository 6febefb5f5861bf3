import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { SubjectData, IngestStore, type IdentityLink } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';

const DAY = 86_400_000;
const EVERYTHING = { from: null, until: null };
/** A year before anything else here happens. */
const LONG_AGO = new Date('2025-01-01T00:00:00Z');

/** What happens to links and ids of one person around the staging of their deletion. */
interface Hand {
  link(person: string, linked: string, kind: IdentityLink['kind'], origin?: IdentityLink['origin']): Promise<void>;
  /** Of the links with this id on the side of what is linked. */
  decide(linked: string, origin: 'believed-by-operator' | 'refused-by-operator'): Promise<void>;
  /** An event of long ago that arrives now. */
  event(distinctId: string, properties?: object): Promise<void>;
  profile(distinctId: string): Promise<void>;
}

interface Case {
  readonly says: string;
  /** `asked` is deleted; `other` is the id in question. */
  before?(hand: Hand, asked: string, other: string): Promise<void>;
  between(hand: Hand, asked: string, other: string): Promise<void>;
  readonly otherGoes: boolean;
}

const CASES: readonly Case[] = [
  {
    says: 'takes an id that was linked after the staging, with events of long ago',
    between: (hand, asked, other) => hand.link(asked, other, 'merge'),
    otherGoes: true,
  },
  {
    says: 'takes an id whose link came again with trust',
    before: (hand, asked, other) => hand.link(asked, other, 'merge', 'token'),
    between: (hand, asked, other) => hand.link(asked, other, 'merge'),
    otherGoes: true,
  },
  {
    says: 'takes an id whose link the operator has believed since',
    before: (hand, asked, other) => hand.link(asked, other, 'merge', 'token'),
    between: (hand, _, other) => hand.decide(other, 'believed-by-operator'),
    otherGoes: true,
  },
  {
    says: 'leaves an id whose link the operator has refused since',
    before: (hand, asked, other) => hand.link(asked, other, 'merge', 'unknown'),
    between: (hand, _, other) => hand.decide(other, 'refused-by-operator'),
    otherGoes: false,
  },
  {
    says: 'leaves a device that was linked to somebody else since',
    before: (hand, asked, other) => hand.link(asked, other, 'device'),
    between: (hand, asked, other) => hand.link(`${asked}-neighbour`, other, 'device'),
    otherGoes: false,
  },
  {
    says: 'leaves a device of which somebody else has linked another form since',
    before: (hand, asked, other) => hand.link(asked, other, 'device'),
    between: (hand, asked, other) => hand.link(`${asked}-neighbour`, `$device:${other}`, 'device'),
    otherGoes: false,
  },
  {
    says: 'leaves an id that has been somebody’s $user_id since',
    before: (hand, asked, other) => hand.link(asked, other, 'identify'),
    between: (hand, _, other) => hand.event(other, { $user_id: other, $device_id: other }),
    otherGoes: false,
  },
  {
    says: 'leaves an id that has got a profile since',
    before: (hand, asked, other) => hand.link(asked, other, 'identify'),
    between: (hand, _, other) => hand.profile(other),
    otherGoes: false,
  },
  {
    says: 'takes an id that is as it was',
    before: (hand, asked, other) => hand.link(asked, other, 'identify'),
    between: async () => {},
    otherGoes: true,
  },
];

/** Who is meant by a deletion is who is meant when the sweep takes it, whatever was known when it was staged. */
export function closuresAtStartContract(
  engine: string,
  open: () => Promise<{ readonly settings: Readonly<Record<string, string>>; close(): Promise<void> }>,
): void {
  describe(`whom a sweep takes, with ${engine}`, () => {
    const clock = new TestClock();
    let around: Awaited<ReturnType<typeof open>>;
    let app: TestApp;
    let project: TestProject;

    const service = <T>(type: abstract new (...parts: never[]) => T): T =>
      app.application.get<T>(type, { strict: false });
    const askedOf = (number: number) => `asked-${number}`;
    const otherOf = (number: number) =>
      CASES[number]?.says.includes('device') === true ? `$device:other-${number}` : `other-${number}`;

    beforeAll(async () => {
      around = await open();
      app = await startApp({ clock, settings: { ...STEP_BY_STEP, ...around.settings } });
      project = await createProject(app);
      const client = new ApiClient(app, project);
      const hand = handOn(service(IngestStore), project.projectId);
      const requests: string[] = [];
      for (const [number, { before }] of CASES.entries()) {
        const [asked, other] = [askedOf(number), otherOf(number)];
        await hand.event(asked);
        await hand.event(other, { $device_id: other });
        await before?.(hand, asked, other);
        requests.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [asked] }));
      }
      clock.forward(DAY);
      for (const request of requests) await service(DeletionStaging).stage(request);
      for (const [number, { between }] of CASES.entries()) await between(hand, askedOf(number), otherOf(number));
      clock.forward(DAY);
      await service(Sweep).run();
      const ended = await app.prisma.request.count({ where: { id: { in: requests }, status: 'SUCCESS' } });
      expect(ended).toBe(CASES.length);
    });

    afterAll(async () => {
      await app?.close();
      await around?.close();
    });

    /** Whether events are filed under the id. */
    async function isThere(distinctId: string): Promise<boolean> {
      const subjectData = service(SubjectData);
      const events = subjectData.collections().find(({ name }) => name === 'events');
      if (!events) throw new Error('The data map has no events.');
      const key = { ordinal: 0, projectId: project.projectId, distinctId, watermark: null };
      return (await subjectData.storeOf(events).tally([key], events, EVERYTHING)).length > 0;
    }

    it.each(CASES.map(({ says, otherGoes }, number) => ({ says, otherGoes, number })))(
      '$says',
      async ({ otherGoes, number }) => {
        expect(await isThere(askedOf(number))).toBe(false);
        expect(await isThere(otherOf(number))).toBe(!otherGoes);
      },
    );
  });
}

function handOn(store: IngestStore, projectId: number): Hand {
  let number = 0;
  return {
    link: (distinctId, linkedId, kind, origin = 'secret') =>
      store.writeLinks(projectId, [{ distinctId, linkedId, kind, origin }]),
    decide: async (linkedId, origin) => {
      const decided = await store.decideLinks(projectId, { origins: ['token', 'unknown'], linkedId }, origin);
      expect(decided).toBe(1);
    },
    event: async (distinctId, properties = {}) => {
      const insertId = `insert-${(number += 1)}`;
      const record = { event: 'Opened', distinctId, time: LONG_AGO, insertId, properties: JSON.stringify(properties) };
      await store.ensurePartitions('events', LONG_AGO, LONG_AGO);
      await store.writeEvents(projectId, [record]);
    },
    profile: (distinctId) => store.changeProfiles(projectId, [{ distinctId, change: () => ({ $name: 'Other' }) }]),
  };
}
