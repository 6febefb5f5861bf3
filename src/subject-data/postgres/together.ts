import pg from 'pg';

export interface Statement {
  readonly text: string;
  readonly values: readonly (string | Buffer)[];
}

/** A query whose messages are those of several statements. `prepare` is what `pg` calls to send them. */
class StatementsTogether extends pg.Query {
  constructor(
    private readonly statements: readonly Statement[],
    answered: (error: Error | undefined, results: unknown) => void,
  ) {
    super({ text: '', queryMode: 'extended' } as pg.QueryConfig, answered);
  }

  prepare(connection: pg.Connection): void {
    for (const { text, values } of this.statements) {
      connection.parse({ name: '', text, types: [] }, true);
      connection.bind({ values: [...values] }, true);
      connection.describe({ type: 'P', name: '' }, true);
      connection.execute(null, true);
    }
    connection.sync();
  }
}

/**
 * Sends statements in one message, each with its values, and waits for all of their answers at once. The server works them off in
 * order, each seeing what was committed until its turn, and none of those behind one that fails.
 * @returns the result of each
 */
export async function sentTogether(
  client: pg.ClientBase,
  statements: readonly [Statement, Statement, ...Statement[]],
): Promise<pg.QueryResult[]> {
  return new Promise((resolve, reject) => {
    client.query(
      new StatementsTogether(statements, (error, results) => {
        if (error) reject(error);
        else resolve(results as pg.QueryResult[]);
      }),
    );
  });
}
