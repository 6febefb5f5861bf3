import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { commitFor, MARK } from './commit-outcome.js';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type DriverTransaction = Awaited<ReturnType<Adapter['startTransaction']>>;

type Query = Parameters<DriverTransaction['queryRaw']>[0];

/** No function that Habeas selects from writes; what is locked alone is not lost. */
const QUESTION = /^\s*SELECT\b/i;

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

  /**
   * Prisma sends the COMMIT as a statement like any other. Where nothing but questions came before it, and all were answered, nothing
   * was written that could be asked about.
   */
  private asking(transaction: DriverTransaction): DriverTransaction {
    const [ask, execute] = [transaction.queryRaw.bind(transaction), transaction.executeRaw.bind(transaction)];
    let mayHaveWritten = false;
    const watched =
      <T>(send: (query: Query) => Promise<T>) =>
      async (query: Query): Promise<T> => {
        if (!QUESTION.test(query.sql)) mayHaveWritten = true;
        try {
          return await send(query);
        } catch (error) {
          mayHaveWritten = true;
          throw error;
        }
      };
    const ending = {
      mark: async () => {
        if (!mayHaveWritten) return null;
        const { rows } = await ask(statement(MARK));
        const [xid, pid] = rows[0] ?? [];
        return typeof xid === 'string' ? { xid, pid: Number(pid) } : null;
      },
      commit: async () => void (await execute(statement('COMMIT'))),
      rollback: async () => execute(statement('ROLLBACK')),
    };
    const [watchedAsk, watchedExecute] = [watched(ask), watched(execute)];
    transaction.queryRaw = watchedAsk;
    transaction.executeRaw = async (query) => {
      if (query.sql !== 'COMMIT') return watchedExecute(query);
      await commitFor(ending, this.server);
      return 0;
    };
    return transaction;
  }
}
