import { answerOfSqlState, foreseen, HabeasError, type Trouble } from '../../src/platform/index.js';
import { answerOfServerCode } from '../../src/subject-data/clickhouse/error-codes.js';

/** Appendix A of PostgreSQL: each class of errors with one of its states, and those states of a class that are answered otherwise. */
const SQL_STATES: Readonly<Record<Trouble, string>> = {
  refused: `03000 09000 0A000 0B000 0F000 0F001 0L000 0LP01 0P000 0Z000 0Z002 10608 20000 21000 22000 22001 22003 22012 22021 22P02
    22P05 23000 23001 23502 23503 23505 23514 23P01 24000 25000 25001 25P01 26000 27000 28000 28P01 2B000 2BP01 2D000 2F000 2F002
    34000 38000 38001 39000 39P01 3B000 3D000 3F000 40002 42000 42501 42601 42703 42704 42883 42P01 42P03 42P07 42P17 44000 54000
    54001 54011 55000 55P02 55P04 57P04 58P01 58P02 F0000 F0001 HV000 HV00J P0000 P0001 P0002 P0003 P0004 XX001 XX002
    25P02 HABEA KEEP1 ZZZZZ 99999`,
  unavailable: `08000 08001 08003 08004 08006 08007 08P01 25006 25P03 40003 53000 53100 53200 53300 53400 57000 57P01 57P02 57P03
    57P05 58000 58030 HV001 HV00N XX000`,
  slow: '25P04 40000 40001 40P01 55006 55P03 57014 72000',
};

/** Numbers of ClickHouse's ErrorCodes by what they mean. */
const SERVER_CODES: Readonly<Record<Trouble, readonly number[]>> = {
  // UNKNOWN_TABLE, UNKNOWN_DATABASE, NO_SUCH_COLUMN_IN_TABLE, UNKNOWN_IDENTIFIER, READONLY, ACCESS_DENIED,
  // AUTHENTICATION_FAILED, WRONG_PASSWORD, DATABASE_ACCESS_DENIED, SYNTAX_ERROR, TYPE_MISMATCH, BAD_ARGUMENTS, NOT_IMPLEMENTED,
  // VIOLATED_CONSTRAINT, ALTER_OF_COLUMN_IS_FORBIDDEN, CHECKSUM_DOESNT_MATCH, and one that no version has.
  refused: [60, 81, 16, 47, 164, 497, 516, 193, 291, 62, 53, 36, 48, 469, 524, 40, 2999],
  // NOT_ENOUGH_SPACE, MEMORY_LIMIT_EXCEEDED, NETWORK_ERROR, SOCKET_TIMEOUT, DNS_ERROR, ALL_CONNECTION_TRIES_FAILED, NO_ZOOKEEPER,
  // KEEPER_EXCEPTION, TABLE_IS_READ_ONLY, TOO_FEW_LIVE_REPLICAS, ABORTED, LOGICAL_ERROR, S3_ERROR, CANNOT_WRITE_TO_FILE_DESCRIPTOR, POCO and STD.
  unavailable: [243, 241, 210, 209, 198, 279, 225, 999, 242, 285, 236, 49, 499, 75, 1000, 1001, 1002],
  // TIMEOUT_EXCEEDED, TOO_SLOW, TOO_MANY_SIMULTANEOUS_QUERIES, TOO_MANY_PARTS, QUERY_WAS_CANCELLED, DEADLOCK_AVOIDED,
  // CANNOT_ASSIGN_ALTER, PART_IS_TEMPORARILY_LOCKED.
  slow: [159, 160, 202, 252, 394, 473, 517, 384],
};

const TROUBLES = ['refused', 'unavailable', 'slow'] as const;

describe('every answer of a store is a refusal, a silence or slowness', () => {
  it.each(TROUBLES)('SQLSTATEs: %s', (trouble) => {
    for (const state of SQL_STATES[trouble].split(/\s+/)) {
      const answer = answerOfSqlState(state);
      expect([state, answer.trouble]).toEqual([state, trouble]);
      expect(answer.reason && answer.remedy).toMatch(/^\S/);
    }
  });

  it.each(TROUBLES)('codes of ClickHouse: %s', (trouble) => {
    for (const code of SERVER_CODES[trouble]) expect([code, answerOfServerCode(code).trouble]).toEqual([code, trouble]);
  });

  it('each class of two characters, and each number, has one', () => {
    const signs = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const classes = signs.flatMap((one) => signs.map((other) => `${one}${other}000`));
    const numbers = Array.from({ length: 3_001 }, (_, code) => code);
    for (const answer of [...classes.map(answerOfSqlState), ...numbers.map(answerOfServerCode)]) {
      expect(TROUBLES).toContain(answer.trouble);
      expect(answer.remedy).not.toBe('');
    }
  });
});

describe('what the machine and the database of Habeas say', () => {
  const system = (code: string) =>
    Object.assign(new Error(`write ${code}, pat@example.com`), { code, syscall: 'write', errno: -1 });
  const driver = (cause: object) => Object.assign(new Error('driver'), { cause });
  const known = (code: string, meta: object) => Object.assign(new Error(`Prisma ${code}`), { code, meta });
  const unavailable = expect.objectContaining({ kind: 'unavailable' });

  it.each(['ENOSPC', 'EROFS', 'EDQUOT', 'EIO', 'EMFILE', 'ENOMEM', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'])(
    '%s heals, and nothing of its text is told',
    (code) => {
      expect(foreseen(system(code))).toEqual(unavailable);
      expect(foreseen(system(code))?.message).not.toContain('pat@example.com');
      expect(foreseen(new Error('stream', { cause: system(code) }))).toEqual(unavailable);
    },
  );

  it.each([
    ['53300 in Prisma’s words', driver({ kind: 'TooManyConnections', originalCode: '53300' })],
    [
      '53100',
      known('P2010', { driverAdapterError: driver({ kind: 'postgres', code: '53100', originalCode: '53100' }) }),
    ],
    ['57P01', Object.assign(new Error('terminating connection'), { code: '57P01', severity: 'FATAL' })],
    ['25006 of a failover', Object.assign(new Error('read-only'), { code: '25006', severity: 'ERROR' })],
    ['a pool that was given no connection', known('P2024', {})],
    ['a database that is not reached', driver({ kind: 'DatabaseNotReachable', host: 'x' })],
    ['a connection that was lost', new Error('Connection terminated unexpectedly')],
    ['a deadlock', driver({ kind: 'TransactionWriteConflict', originalCode: '40P01' })],
  ])('%s heals', (_, error) => {
    expect(foreseen(error)).toEqual(unavailable);
  });

  it('what may not be written is for a person', () => {
    expect(foreseen(system('EACCES'))).toMatchObject({ kind: 'unprocessable', code: 'files-refused' });
  });

  it.each([
    new TypeError('x is not a function'),
    new RangeError('Invalid time value'),
    'text',
    null,
    driver({ kind: 'postgres', originalCode: '42703' }),
  ])('a defect stays what nobody foresaw', (error) => {
    expect(foreseen(error)).toBeNull();
  });

  it('what was said on purpose stays as it was', () => {
    const own = new HabeasError('gone', 'ids-destroyed', 'They are gone.');
    expect(foreseen(own)).toBe(own);
  });
});
