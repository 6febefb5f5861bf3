import type { PropertyClass } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { type Browser, signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';

const CLASSES =
  "{ classes: { 'map_*': sensitive }, headers: { map_ssn: { category: government_id, class: withheld } } }";
const DATA_MAP = `
builtIn: { profiles: ${CLASSES}, events: ${CLASSES} }
collections: []
`;

/** What a person holds: a property of each class, by the project (see `PROJECT_CLASSES`) and by the data map. */
export const PROPERTIES = {
  ordinary: { plan: 'Pro' },
  sensitive: { health: 'ill', map_state: 'ill' },
  withheld: { pin: '1234', map_ssn: '078-05-1120' },
} as const;
export const PROJECT_CLASSES = { health: 'sensitive', pin: 'withheld' } as const;

export interface ClassifiedProject {
  readonly app: TestApp;
  readonly project: TestProject;
  /** Holds the owner's GDPR OAuth token. */
  readonly client: ApiClient;
  readonly owner: Browser;
  readonly admin: Browser;
  /** Below `/api/v1`. */
  readonly classification: string;
  readonly views: string;
  /** Says what properties are, as somebody. */
  classify(by: Browser, changes: Readonly<Record<string, PropertyClass | null>>): ReturnType<Browser['patch']>;
  /** The newest audit entry of an action. */
  lastEntry(action: string): Promise<{ readonly detail: unknown }>;
  /** Signed in, as a program with a cookie. */
  cookieOf(email: string): Promise<string>;
}

/** A project with `admin@example.com`, `member@example.com` and the person `ada`, over a data map that says something of classes. */
export async function openClassified(): Promise<ClassifiedProject> {
  const app = await startApp({ dataMap: DATA_MAP });
  const project = await createProject(app);
  for (const role of ['admin', 'member'] as const) {
    const joining = { email: `${role}@example.com`, role, password: project.ownerPassword };
    await joinApp(app.application, project.organizationId, joining);
  }
  const client = new ApiClient(app, project);
  const classification = `/projects/${project.projectId}/classification`;
  await fill(client);
  return {
    ...{ app, project, client, classification },
    owner: await signedIn(app.application, project.ownerEmail, project.ownerPassword),
    admin: await signedIn(app.application, 'admin@example.com', project.ownerPassword),
    views: `/projects/${project.projectId}/views`,
    classify: (by, changes) =>
      by.patch(classification, {
        changes: Object.entries(changes).map(([name, given]) => ({ name, class: given })),
      }),
    lastEntry: (action) => app.prisma.auditEntry.findFirstOrThrow({ where: { action }, orderBy: { id: 'desc' } }),
    cookieOf: (email) => cookieOf(app, email, project.ownerPassword),
  };
}

/** Status and code of a refusal. */
export function codeOf({ status, body }: { readonly status: number; readonly body: unknown }): unknown[] {
  return [status, (body as { code?: string }).code];
}

async function fill(client: ApiClient): Promise<void> {
  const { ordinary, sensitive, withheld } = PROPERTIES;
  const deep = { pin: 1, health: 'x' };
  await client.engage([{ $distinct_id: 'ada', $set: { ...ordinary, ...sensitive, ...withheld, deep } }]);
  const filed = { time: 1_760_000_000, distinct_id: 'ada', $insert_id: 'a' };
  const properties = { ...filed, ...ordinary, ...sensitive, ...withheld, list: [{ pin: 5 }] };
  await client.importEvents([{ event: 'Seen', properties }]);
}

async function cookieOf(app: TestApp, email: string, password: string): Promise<string> {
  const response = await fetch(`${app.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
