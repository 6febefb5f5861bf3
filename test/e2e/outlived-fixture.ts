import { createProject, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';

const DAY = 86_400_000;
export const HELD = 'held-4711';
export const PEOPLE = ['ann', 'ben', 'cyd', HELD];
export const EVENTS_OF_EACH = 15;
/** Months before now: of one month that is the project's alone, of three in which others' rows stay, and young. */
export const [ALONE, FIRST, SECOND, LAST, YOUNG] = [70, 42, 41, 40, 1] as const;
export const AGES = [ALONE, FIRST, SECOND, LAST, YOUNG];
export const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];

export function monthsAgo(months: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
}

/** Events of a person in one month. */
export function eventsOf(id: string, age: number) {
  const time = Math.floor(monthsAgo(age).getTime() / 1000);
  return Array.from({ length: EVENTS_OF_EACH }, (_, at) => ({
    event: 'Seen',
    properties: { time, distinct_id: id, $insert_id: `${id}-${String(age)}-${String(at)}` },
  }));
}

/** A project most of whose events have outlived their time, with a person on hold, and another whose events have five years. */
export async function withOutlivedEvents(app: TestApp): Promise<{ acme: TestProject; other: TestProject }> {
  const [acme, other] = [await createProject(app, 'acme'), await createProject(app, 'other')];
  // Five years, since it was made where it came from before 2025-09-01.
  const madeAt = new Date('2025-01-01T00:00:00Z');
  await app.prisma.project.update({ where: { id: other.projectId }, data: { madeAt } });
  for (const project of [acme, other]) {
    const client = new ApiClient(app, project);
    const ages = project === acme ? AGES : AGES.filter((age) => age !== ALONE);
    await client.importEvents(ages.flatMap((age) => PEOPLE.flatMap((id) => eventsOf(id, age))));
    await client.engage(PEOPLE.map((id) => ({ $distinct_id: id, $set: { plan: 'free' } })));
  }
  const until = new Date(Date.now() + 300 * DAY).toISOString();
  const hold = { projectId: acme.projectId, distinctIds: [HELD], basis: 'Litigation', until };
  const { status } = await new ApiClient(app, acme).call('POST', '/api/v1/holds', hold);
  if (status !== 201) throw new Error(`The hold was answered with ${status}.`);
  return { acme, other };
}
