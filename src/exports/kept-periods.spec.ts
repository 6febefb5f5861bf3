import type { Prisma } from '../platform/index.js';
import type { CollectionFinding } from './folder/subject-statement.js';
import { keptPeriods, withKept } from './kept-periods.js';

const project = {
  timezone: 'UTC',
  createdAt: new Date('2026-03-09T00:00:00Z'),
  madeAt: null,
  planChangedAt: null,
  subscriptionEndsAt: null,
  eventRetentionMonths: null,
  eventRetentionBasis: null,
  profileUnseenDays: null,
  profileDaysAfterEnd: null,
  replayRetentionDays: 30,
} as Prisma.ProjectGetPayload<object>;
const finding = (name: string, presumed: CollectionFinding['presumed']) => ({ name, presumed }) as CollectionFinding;

describe('for how long a person is told that something is kept', () => {
  it('is what the retention of the project says', () => {
    expect(Object.fromEntries(keptPeriods(project))).toEqual({
      events: { kind: 'events', months: 24 },
      profiles: { kind: 'profiles', unseenDays: null, goAllAt: null },
      session_replays: { kind: 'recordings', days: 30 },
    });
    const madeEarlier = { ...project, madeAt: new Date('2024-01-01T00:00:00Z') };
    expect(keptPeriods(madeEarlier).get('events')).toEqual({ kind: 'events', months: 60 });
  });

  it('is no presumption where it is so', () => {
    const said = withKept(finding('events', ['purpose', 'retention']), keptPeriods(project));
    expect(said).toMatchObject({ kept: { months: 24 }, presumed: ['purpose'] });
  });

  it('is what the company says where it has said something', () => {
    const own = finding('events', ['purpose']);
    expect(withKept(own, keptPeriods(project))).toBe(own);
  });

  it('is left at what is presumed of what does not grow old', () => {
    const links = finding('identity_links', ['retention']);
    expect(withKept(links, keptPeriods(project))).toBe(links);
  });
});
