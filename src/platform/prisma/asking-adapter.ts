import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { commitFor, MARK } from './commit-outcome.js';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type DriverTransaction = Awaited<ReturnType<Adapter['startTransaction']>>;

const statement = (sql: string) => ({ sql, args: [], argTypes: [] });

/**
 * Prisma's adapter, whose transactions know their end: where the answer to a COMMIT is lost the database is asked, so that a
 * `$transaction` that throws has left nothing behind, unless it throws `outcome-unknown`.
 */
export class AskingPrismaPg extends PrismaPg {
  constructor(private readonly server: pg.PoolConfig) {
    super(server);
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => this.asking(await start(isolation));
    return adapter;
  }

  /** Prisma sends the COMMIT as a statement like any other. */
  private asking(transaction: DriverTransaction): DriverTransaction {
    const execute = transaction.executeRaw.bind(transaction);
    const ending = {
      mark: async () => {
        const { rows } = await transaction.queryRaw(statement(MARK));
        const [xid, pid] = rows[0] ?? [];
        return typeof xid === 'string' ? { xid, pid: Number(pid) } : null;
      },
      commit: async () => void (await execute(statement('COMMIT'))),
      rollback: async () => execute(statement('ROLLBACK')),
    };
    transaction.executeRaw = async (query) => {
      if (query.sql !== 'COMMIT') return execute(query);
      await commitFor(ending, this.server);
      return 0;
    };
    return transaction;
  }
}
