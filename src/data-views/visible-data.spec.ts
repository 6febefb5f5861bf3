import { classified, type ClassRule, type Collection } from '../subject-data/index.js';
import { FIRST_VIEW, type Viewer } from './visibility.js';
import { NOT_SHOWN_JSON, VisibleData } from './visible-data.js';

const HELD = '{"held":true,"disclosed":false}';
const RULES: readonly ClassRule[] = [
  { name: 'health', class: 'sensitive' },
  { name: 'address.street', class: 'sensitive' },
  { name: 'ssn', class: 'withheld' },
];
const collection = (name: string, shape: Collection['shape']): Collection => ({
  ...{ name, title: name, table: name, shape, store: 'habeas', schema: 'subject_data' },
  ...{ projectColumn: 'project_id', projects: null, subjectColumn: 'distinct_id', propertiesColumn: 'properties' },
  ...{ timeColumn: null, arrivalColumn: null, headers: [], policy: { kind: 'erase' } },
  ...{ purpose: '', recipients: null, sourceCategory: '', retention: '' },
});
const owner: Viewer = { kind: 'person', role: 'owner' };
const tool: Viewer = { kind: 'api-secret' };

function seenBy(viewer: Viewer, rules = RULES): VisibleData {
  const map = [collection('events', 'event'), collection('profiles', 'profile')];
  const collections = map.map((each) => classified(each, rules));
  return new VisibleData(collections, viewer, FIRST_VIEW);
}

describe('what is shown of a record', () => {
  const record =
    '{"plan": "Pro", "health": "ill", "ssn": 1, "address": {"street": "a", "zip": 1.0}, "list": [{"health": 1}], "none": null}';

  it('is everything but what is withheld, to whoever may see what is sensitive', () => {
    expect(seenBy(owner).redact('profiles', record)).toBe(record.replace('"ssn": 1', `"ssn": ${HELD}`));
  });

  it('names what is sensitive and does not show it, at every depth, to others', () => {
    expect(seenBy(tool).redact('events', record)).toBe(
      `{"plan": "Pro", "health": ${NOT_SHOWN_JSON}, "ssn": ${HELD}, "address": {"street": ${NOT_SHOWN_JSON}, "zip": 1.0}, ` +
        `"list": [{"health": ${NOT_SHOWN_JSON}}], "none": null}`,
    );
  });

  it('is the same text where nothing is other than ordinary', () => {
    const seen = seenBy(tool, []);
    expect([seen.redact('events', record), seen.showsAll('events')]).toEqual([record, true]);
  });

  it('is nothing where names cannot be told from values', () => {
    for (const text of ['{"health": ', '["health"]', '"ill"']) {
      expect(seenBy(tool).redact('events', text)).toBe(NOT_SHOWN_JSON);
    }
  });
});

describe('a filter', () => {
  it.each([
    ['plan', null, null],
    ['health', null, 'property-sensitive'],
    ['user.health', null, 'property-sensitive'],
    ['health.state', null, 'property-sensitive'],
    ['address', null, null],
    ['address.street', null, 'property-sensitive'],
    ['ssn', 'property-withheld', 'property-withheld'],
  ])('by %s is refused to whoever is not shown it', (name, toOwner, toTool) => {
    const codeOf = (viewer: Viewer) => seenBy(viewer).refusalOf('profiles', name)?.code ?? null;
    expect([codeOf(owner), codeOf(tool)]).toEqual([toOwner, toTool]);
    expect(seenBy(tool).shows('profiles', name)).toBe(toTool === null);
  });

  it('that is refused does not say the name again, which may be the value in the wrong field', () => {
    expect(() => seenBy(tool).assertShown('profiles', 'health.ada@example.com')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('ada') as string }),
    );
  });
});
