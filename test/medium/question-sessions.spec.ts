import { Ids, MasterKey, PrismaService } from '../../src/platform/index.js';
import { QuestionSessions } from '../../src/questions/profiles/question-sessions.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestClock } from '../support/test-clock.js';

const SESSION = { pageSize: 1000, profiles: 0, arrivedBy: -1n, marks: [], others: [] };

describe('what the pages of answers have in common', () => {
  const clock = new TestClock();
  let database: TestDatabase;
  let prisma: PrismaService;
  let sessions: QuestionSessions;
  let projects: number[];

  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = new PrismaService(database.url);
    sessions = new QuestionSessions(prisma, clock, new Ids(), new MasterKey(Buffer.alloc(32, 7)));
    const createdAt = clock.now();
    const { id: organizationId } = await prisma.organization.create({
      data: { id: new Ids().next(), name: 'Acme', createdAt },
    });
    const made = ['one', 'two'].map((name) =>
      prisma.project.create({ data: { organizationId, name, token: name, createdAt } }),
    );
    projects = (await Promise.all(made)).map(({ id }) => id);
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
  });

  it('is kept of the newest hundred questions of a project, and of others by their own', async () => {
    const [one = 0, two = 0] = projects;
    const others = await sessions.open(two, 'asked', SESSION);
    const opened: string[] = [];
    for (let count = 0; count < 102; count += 1) opened.push(await sessions.open(one, 'asked', SESSION));
    const found = await Promise.all(opened.map((id) => sessions.find(one, 'asked', id)));
    expect(found.map((session) => session !== null)).toEqual(opened.map((_, at) => at >= 2));
    expect(await sessions.find(two, 'asked', others)).toEqual(SESSION);
  });
});
