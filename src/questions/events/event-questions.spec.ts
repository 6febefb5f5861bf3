import { VisibleData, type ViewRule } from '../../data-views/index.js';
import { classified, type ClassRule, type Collection, type EventRecord } from '../../subject-data/index.js';
import { parseWhere } from '../where/parser.js';
import { EventQuestions, type Asking, type EventQuestion } from './event-questions.service.js';

const NO_TOOL: ViewRule = { roles: [], serviceAccounts: [], oauthTokens: [], apiSecret: false };
const HIDDEN = { held: true, shown: false };
const EVENTS = {
  ...{ name: 'events', title: 'Events', table: 'events', shape: 'event', store: 'habeas', schema: 'subject_data' },
  ...{ projectColumn: 'project_id', projects: null, subjectColumn: 'distinct_id', propertiesColumn: 'properties' },
  ...{ timeColumn: 'time', arrivalColumn: null, headers: [], policy: { kind: 'erase' } },
  ...{ purpose: '', recipients: null, sourceCategory: '', retention: '' },
} as const satisfies Collection;

const seenWhere = (rules: readonly ClassRule[]) =>
  new VisibleData([classified(EVENTS, rules)], { kind: 'api-secret' }, NO_TOOL);

const everything: EventQuestion = {
  route: 'raw-export',
  days: { first: '2026-03-01', last: '2026-03-01' },
  selection: { from: null, until: null, names: null, distinctIds: null },
  where: null,
  limit: null,
};
const event: EventRecord = {
  event: 'Opened',
  distinctId: 'ada',
  time: new Date('2026-03-01'),
  insertId: 'i',
  properties: '{"health":"ill"}',
};

/** A store of three batches, an audit that is remembered, and nobody who is suppressed. */
function questions(): { readonly asked: EventQuestions; readonly audited: object[] } {
  const audited: object[] = [];
  const reader = {
    read: async function* () {
      for (let batch = 0; batch < 3; batch += 1) yield await Promise.resolve([event]);
    },
  };
  const others = [
    reader,
    { standingOf: async () => Promise.resolve({ reasons: new Map() }) },
    { of: async () => Promise.resolve((id: string) => id) },
    { append: async (_: unknown, entry: object) => Promise.resolve(audited.push(entry)) },
    {},
    { now: () => new Date('2026-03-02') },
    { next: () => 'reading' },
    { refuseMore: () => undefined },
  ];
  return { asked: new EventQuestions(...(others as unknown as ConstructorParameters<typeof EventQuestions>)), audited };
}

/** Whoever asks; from the second look on they are shown less. */
function asking(): Asking {
  const looks = [seenWhere([]), seenWhere([{ name: 'health', class: 'sensitive' }])];
  const visible = looks[0] as VisibleData;
  return {
    actor: { kind: 'project-secret', projectId: 1 },
    project: { id: 1, organizationId: 'o', timezone: 'UTC' },
    visible,
    lookAgain: async () => Promise.resolve(looks.shift() ?? seenWhere([{ name: 'health', class: 'sensitive' }])),
  } as unknown as Asking;
}

describe('what is read for long', () => {
  it('shows no more of what came to be sensitive meanwhile', async () => {
    const shown: unknown[] = [];
    for await (const batch of questions().asked.ask(asking(), everything, -1)) {
      shown.push(...batch.map(({ properties }) => JSON.parse(properties) as unknown));
    }
    expect(shown).toEqual([{ health: 'ill' }, { health: HIDDEN }, { health: HIDDEN }]);
  });

  it('breaks off where it goes by what came to be sensitive, and is on record as not complete', async () => {
    const { asked, audited } = questions();
    const given: unknown[] = [];
    const question = { ...everything, where: parseWhere('properties["health"] == "ill"') };
    const reading = (async () => {
      for await (const batch of asked.ask(asking(), question, -1)) given.push(...batch);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'property-sensitive' });
    expect(given).toHaveLength(1);
    expect(audited.at(-1)).toMatchObject({ action: 'events.read-ended', detail: { events: 1, complete: false } });
  });
});
