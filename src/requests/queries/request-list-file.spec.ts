import type { Actor, ProjectRecord } from '../../access/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { PrismaService } from '../../platform/index.js';
import type { RequestSummary } from '../dto/requests.dto.js';
import { RequestListFile } from './request-list-file.service.js';
import type { PageOrder } from './request-pages.service.js';
import type { RequestReader } from './request-reader.service.js';

const PAGES = 3;
const actor: Actor = { kind: 'user', userId: 'u', email: 'pat@example.com', via: 'session' };
const project = { id: 1, organizationId: 'o', name: 'Shop' } as ProjectRecord;

describe('a list of requests as a file', () => {
  const read: (string | undefined)[] = [];
  const told: unknown[] = [];
  const reader = {
    projectsIn: async () => [project],
    page: async (_: unknown, { cursor }: PageOrder) => {
      read.push(cursor);
      const number = Number(cursor ?? 0) + 1;
      const results = [{ id: `page-${number}`, projectId: 1, attention: [], receipt: {} } as unknown as RequestSummary];
      return { results, nextCursor: number < PAGES ? String(number) : null };
    },
  } as unknown as RequestReader;
  const audit = {
    appendAll: async (_: unknown, records: unknown[]) => void told.push(...records),
  } as unknown as AuditTrail;
  const file = new RequestListFile({} as PrismaService, reader, audit);

  it('reads a page when the one before was taken, and none for a reader that goes away', async () => {
    const pieces = (await file.open(actor, { sort: 'opened' }))[Symbol.asyncIterator]();
    expect([read, told.length]).toEqual([[undefined], 1]);
    await pieces.next(); // the header
    expect((await pieces.next()).value).toMatch(/^page-1,1,Shop,/);
    expect(read).toHaveLength(1);
    expect((await pieces.next()).value).toMatch(/^page-2,/);
    expect(read).toEqual([undefined, '1']);
    await pieces.return?.();
    expect(read).toHaveLength(2);
  });

  it('ends with the last page', async () => {
    const lines: string[] = [];
    for await (const piece of await file.open(actor, { sort: 'opened' })) lines.push(piece);
    expect(lines).toHaveLength(1 + PAGES);
  });
});
