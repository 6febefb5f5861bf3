import { Injectable } from '@nestjs/common';
import { isoPeriod } from '../../compliance/index.js';
import { Clock, iso, PrismaService } from '../../platform/index.js';
import { type Collection, isBuiltIn, SubjectData } from '../../subject-data/index.js';
import { MapWindows } from './map-windows.service.js';
import { type PendingChange, pendingView } from './pending-view.js';
import type { ProjectRetention } from './retention-view.js';
import { RetentionViews } from './retention-views.service.js';
import { lengthensTable, tableGoesBefore } from './table-windows.js';

export interface RetentionView extends ProjectRetention {
  readonly tables: readonly TableView[];
  /** When a run begins next; null where none is planned. */
  readonly nextRunAt: string | null;
}

/** A table of the company whose rows the data map dates. */
export interface TableView {
  readonly collection: string;
  readonly title: string;
  /** A period of ISO 8601. */
  readonly after: string;
  /** The column that dates a row. */
  readonly from: string;
  readonly does: 'erase' | 'anonymize' | null;
  /** Rows from before it go now; null: none does. */
  readonly before: string | null;
}

/** Shows how long what a project holds is kept, in the tables of the company too. */
@Injectable()
export class TableViews {
  constructor(
    private readonly prisma: PrismaService,
    private readonly data: SubjectData,
    private readonly own: RetentionViews,
    private readonly tables: MapWindows,
    private readonly clock: Clock,
  ) {}

  async show(projectId: number): Promise<RetentionView> {
    const now = this.clock.now();
    await this.tables.notice();
    const [own, nextRun, changes] = await Promise.all([
      this.own.ofProject(projectId),
      this.prisma.retentionRun.findFirst({ where: { startedAt: null, finishedAt: null }, orderBy: { dueAt: 'asc' } }),
      this.tables.pending(now),
    ]);
    const tables = this.data.collectionsOf(projectId).filter((collection) => !isBuiltIn(collection));
    const pending = changes.filter((change) => {
      const table = tables.find(({ name }) => name === change.collection);
      return table !== undefined && lengthensTable(table.window, change, now);
    });
    return {
      ...own,
      tables: tables.flatMap((table) => tableView(table, changes, now)),
      pending: [...own.pending, ...pending.map(pendingView)],
      nextRunAt: iso(nextRun?.dueAt ?? null),
    };
  }
}

function tableView(table: Collection, changes: readonly PendingChange[], now: Date): TableView[] {
  const { name: collection, title, window } = table;
  if (window === undefined) return [];
  const own = changes.filter((change) => change.collection === collection);
  const does = { rows: 'erase', anonymize: 'anonymize' } as const;
  return [
    {
      collection,
      title,
      after: isoPeriod(window.after),
      from: window.column,
      does: window.does && does[window.does.kind],
      before: iso(tableGoesBefore(window, own, now)),
    },
  ];
}
