import type { INestApplication } from '@nestjs/common';
import {
  makePassword,
  makeProjectToken,
  openAccess,
  type Access,
  type Organization,
  type User,
} from '../access/index.js';
import { Clock, Ids, PrismaService, type AppContext } from '../platform/index.js';
import { deletionWaits } from '../deletions/index.js';
import { IngestStore } from '../subject-data/index.js';
import { DemoFiles, type Demo, type DemoDraft } from './sample-data/demo-file.js';
import { againWords, operatorWords, welcomeWords } from './first-start-words.js';
import { loadSampleData } from './sample-data/sample-data.js';

type Say = (line: string) => void;

const OWNER = { email: 'owner@example.com', name: 'Sam Owner' };
const ORGANIZATION = 'Corner Coffee (sample)';
const PROJECT = 'Coffee app (sample)';
/** So that a newcomer sees a deletion to its end: it waits for the sweep alone, which its owner can start at once. */
const NO_GRACE = { deletionGraceSeconds: 0 };
const EVENTS_A_LINE = 20_000;

/**
 * Makes the first start of the embedded default worth looking at: an organization, its owner, a project with sample data and
 * a GDPR OAuth token, told in `demo.json`, which is written when all of it stands. A start that was killed half way is
 * finished by the next. Where DATABASE_URL is set, or somebody made an organization, nothing is created.
 */
export async function prepareFirstStart(application: INestApplication, ground: AppContext, say: Say): Promise<void> {
  const prisma = application.get(PrismaService);
  const clock = application.get(Clock);
  const access = openAccess(prisma, clock, application.get(Ids), deletionWaits(ground.config), ground.config);
  const { config } = ground;
  if (config.values.DATABASE_URL !== null) {
    if ((await prisma.organization.count()) === 0) operatorWords().forEach(say);
    return;
  }
  const files = new DemoFiles(config.dataDirectory);
  const demo = await standingDemo(files, access, config.baseUrl);
  if (demo) {
    againWords(demo, files.demoPath).forEach(say);
    return;
  }
  const draft = files.readDraft() ?? ((await prisma.organization.count()) === 0 ? newDraft(clock.now()) : null);
  if (draft === null) return;
  files.writeDraft(draft);
  const made = await finish(draft, access, application.get(IngestStore), config.baseUrl, say);
  files.writeDemo(made);
  welcomeWords(made, files.demoPath).forEach(say);
}

/** The sample that an earlier start finished, with the address of this one; null where its database is gone. */
async function standingDemo(files: DemoFiles, access: Access, baseUrl: string): Promise<Demo | null> {
  const demo = files.readDemo();
  if (!demo || !(await access.projects.byToken(demo.projectToken))) return null;
  const current = { ...demo, baseUrl };
  files.writeDemo(current);
  return current;
}

function newDraft(now: Date): DemoDraft {
  return {
    startedAt: now.toISOString(),
    email: OWNER.email,
    password: makePassword(),
    projectToken: makeProjectToken(),
  };
}

/** Each step finds what an interrupted start has left of it, and does the rest. */
async function finish(draft: DemoDraft, access: Access, store: IngestStore, baseUrl: string, say: Say): Promise<Demo> {
  say('First start: making an organization, its owner and a project with sample data');
  const { organization, owner } = await ensureOrganization(draft, access);
  const { projectId, apiSecret } = await ensureProject(draft, access, organization.id);
  await loadSample(store, projectId, new Date(draft.startedAt), say);
  const { email, password, projectToken } = draft;
  const organizationId = organization.id;
  const oauthToken = await freshToken(access, owner.id);
  return { baseUrl, email, password, organizationId, projectId, projectToken, apiSecret, oauthToken };
}

async function ensureOrganization(
  { email, password }: DemoDraft,
  access: Access,
): Promise<{ organization: Organization; owner: User }> {
  const [owner] = await access.people.find(email);
  const [organization] = owner
    ? await access.organizations.listOf({ kind: 'user', userId: owner.id, email, via: 'session' })
    : [];
  if (owner && organization) return { organization, owner };
  return access.organizations.create(ORGANIZATION, { ...OWNER, email, password, isMade: true }, 'operator');
}

async function ensureProject(
  { projectToken: token }: DemoDraft,
  access: Access,
  organizationId: string,
): Promise<{ projectId: number; apiSecret: string }> {
  const begun = await access.projects.byToken(token);
  const { project, apiSecret } = begun
    ? await access.projects.rotateSecret('operator', begun.id)
    : await access.projects.create('operator', organizationId, { name: PROJECT, token, ...NO_GRACE });
  return { projectId: project.id, apiSecret };
}

async function loadSample(store: IngestStore, projectId: number, now: Date, say: Say): Promise<void> {
  let told = 0;
  const stored = await loadSampleData(store, projectId, now, ({ events }) => {
    if (events - told < EVENTS_A_LINE) return;
    told = events;
    say(`  ${whole(events)} events`);
  });
  const { subjects, events, profiles, replays } = stored;
  say(
    `  ${whole(subjects)} people, ${whole(events)} events, ${whole(profiles)} profiles, ${whole(replays)} session replays`,
  );
}

/** The token of an interrupted start was never told to anybody. */
async function freshToken(access: Access, ownerId: string): Promise<string> {
  for (const { id, revokedAt } of await access.tokens.list(ownerId)) {
    if (revokedAt === null) await access.tokens.revoke('operator', ownerId, id);
  }
  return (await access.tokens.create('operator', ownerId, 'Sample token')).secret;
}

function whole(count: number): string {
  return count.toLocaleString('en');
}
