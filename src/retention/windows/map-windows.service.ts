import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Config, Ids, type Prisma, PrismaService, type Transaction } from '../../platform/index.js';
import { type Collection, isBuiltIn, SubjectData } from '../../subject-data/index.js';
import type { PendingChange } from './pending-view.js';
import { shortensTable, speaksOfOthers, type TableState } from './table-windows.js';

/**
 * Notices what the data map says anew of how long a company's tables are kept. What is shorter than it was, or new, waits for
 * RETENTION_GRACE from the moment at which it was noticed, and so does the window of a collection that is another table by now; what is
 * longer counts at once.
 */
@Injectable()
export class MapWindows implements OnApplicationBootstrap {
  constructor(
    private readonly prisma: PrismaService,
    private readonly data: SubjectData,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** What is new waits from the start of the first process that knows it. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notice();
  }

  /** To be called before windows are looked at; of what is known already nothing is written. */
  async notice(): Promise<void> {
    const tables = this.data.collections().filter((collection) => !isBuiltIn(collection));
    const rows = await this.prisma.retentionWindow.findMany();
    const known = new Map(rows.map((row) => [row.collection, row.known]));
    for (const table of tables) {
      if (isSame(known.get(table.name), stateOf(table))) continue;
      // A table of which nothing was known and nothing is said is nothing new.
      if (!known.has(table.name) && table.window === undefined) continue;
      await this.prisma.$transaction((transaction) => this.noticeOne(transaction, table));
    }
  }

  /** Changes that wait to take effect at the moment. */
  async pending(moment: Date): Promise<PendingChange[]> {
    return this.prisma.retentionChange.findMany({
      where: { projectId: null, takenBackAt: null, effectiveAt: { gt: moment } },
      orderBy: [{ at: 'asc' }, { collection: 'asc' }, { id: 'asc' }],
    });
  }

  private async noticeOne(transaction: Transaction, table: Collection): Promise<void> {
    const [at, { name: collection }] = [this.clock.now(), table];
    await transaction.retentionWindow.createMany({
      data: [{ collection, known: toJson({ window: null }), seenAt: at }],
      skipDuplicates: true,
    });
    await transaction.$queryRaw`SELECT FROM retention_windows WHERE collection = ${collection} FOR UPDATE`;
    const row = await transaction.retentionWindow.findUniqueOrThrow({ where: { collection } });
    const [known, after] = [knownState(row.known), stateOf(table)];
    // Of rows that it did not speak of none went, whatever their window.
    const before = speaksOfOthers(known, after) ? { ...known, window: null } : known;
    // Another process may have noticed it meanwhile.
    if (isSame(known, after)) return;
    await transaction.retentionWindow.update({ where: { collection }, data: { known: toJson(after), seenAt: at } });
    if (!shortensTable(before.window, after.window)) return;
    await transaction.retentionChange.create({
      data: {
        id: this.ids.next(),
        projectId: null,
        collection,
        before: toJson(before),
        after: toJson(after),
        by: 'habeas',
        byLabel: 'data map',
        at,
        effectiveAt: new Date(at.getTime() + this.config.values.RETENTION_GRACE),
      },
    });
  }
}

function stateOf({ window, store, schema, table, projectColumn, projects }: Collection): TableState {
  return { window: window ?? null, of: { store, schema, table, projectColumn, projects } };
}

function knownState(known: unknown): TableState {
  return known as TableState;
}

/** As the database gives it back, whose JSON keeps no order of members. */
function isSame(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

function toJson(state: TableState): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(state)) as Prisma.InputJsonObject;
}
