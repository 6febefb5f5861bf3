import { sqlStateOf, type Session } from '../engine.js';

/** What a statement answers, or the SQLSTATE with which the server refuses it. */
export type Attempt<T> = { readonly rows: readonly T[] } | { readonly refused: string };

/** A look at rows must not hold the start up. */
const PATIENCE = `SET LOCAL statement_timeout = '5s'`;

/** Runs a statement inside the caller's transaction, which goes on as if it had not been, whatever became of it. */
export async function attempt<T extends Record<string, unknown>>(session: Session, sql: string): Promise<Attempt<T>> {
  await session.query(`SAVEPOINT attempt; ${PATIENCE}`);
  let answer: Attempt<T>;
  try {
    answer = { rows: await session.query<T>(sql) };
  } catch (error) {
    const refused = sqlStateOf(error);
    if (refused === null) throw error;
    answer = { refused };
  }
  await session.query('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt');
  return answer;
}

/** Whether it is the value that the server refuses, and not the role, or the statement for want of time, memory or disk. */
export function isRefusedForValue<T>(answer: Attempt<T>): boolean {
  return isRefused(answer) && /^(22|23|P0)/.test(answer.refused);
}

export function isRefused<T>(answer: Attempt<T>): answer is { readonly refused: string } {
  return 'refused' in answer;
}
