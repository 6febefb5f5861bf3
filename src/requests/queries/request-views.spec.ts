import type { RequestRow } from '../../request-model/index.js';
import { asOpened, summaryOf } from './request-views.js';

const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const row = {
  id: 'id',
  projectId: 1,
  kind: 'deletion',
  regime: 'CCPA',
  disclosure: 'Data',
  status: 'STAGING',
  waitingFor: 'sweep',
  openedByLabel: 'pat@example.com',
  subjectCount: 1,
  duplicateCount: 0,
  receivedAt: at(1),
  openedAt: at(1),
  dueAt: at(20),
  graceUntil: at(2),
  approvalNeeded: false,
  approvedAt: null,
  afterRequestId: null,
  nextAttemptAt: at(3),
  finishedAt: null,
} as RequestRow;

describe('a request in a list', () => {
  it('says what it waits for and until when', () => {
    const until = (changes: Partial<RequestRow>) => summaryOf({ ...row, ...changes }, at(1), []).waitingUntil;
    expect(until({})).toBe(at(3).toISOString());
    expect(until({ waitingFor: 'grace' })).toBe(at(2).toISOString());
    expect(until({ waitingFor: 'worker' })).toBeNull();
    expect(until({ waitingFor: 'approval', nextAttemptAt: null })).toBe(at(15).toISOString());
    expect(until({ waitingFor: 'export', nextAttemptAt: null })).toBe(at(13).toISOString());
    expect(until({ waitingFor: null })).toBeNull();
  });

  it('is at risk five days before it is due, and never once it has ended', () => {
    expect(summaryOf(row, at(14), []).atRisk).toBe(false);
    expect(summaryOf(row, at(16), []).atRisk).toBe(true);
    expect(summaryOf({ ...row, status: 'SUCCESS' }, at(30), []).atRisk).toBe(false);
  });

  it('labels a deletion of less than Data as partial', () => {
    const partial = summaryOf({ ...row, disclosure: 'Sources' }, at(1), []);
    expect([partial.partial, partial.partialNote]).toEqual([
      true,
      expect.stringMatching(/does not satisfy §1798\.105/),
    ]);
    expect(summaryOf({ ...row, disclosure: 'Sources', kind: 'export' }, at(1), []).partial).toBe(false);
    expect(summaryOf(row, at(1), [])).toMatchObject({ partial: false, partialNote: null });
  });

  it('can be told as it was opened', () => {
    expect(asOpened({ ...row, status: 'REVOKED', finishedAt: at(2) })).toMatchObject({
      status: 'PENDING',
      waitingFor: 'grace',
      finishedAt: null,
    });
    expect(asOpened({ ...row, graceUntil: row.openedAt })).toMatchObject({ waitingFor: 'worker' });
    expect(asOpened({ ...row, dueAt: at(28), extendedFrom: at(20) })).toMatchObject({ dueAt: at(20) });
    const approved = { approvalNeeded: true, approvedAt: at(2) };
    expect(asOpened({ ...row, ...approved })).toMatchObject({ waitingFor: 'approval', approvedAt: null });
    expect(asOpened({ ...row, afterRequestId: 'export' })).toMatchObject({ waitingFor: 'export' });
    expect(asOpened({ ...row, status: 'DENIED', denialCode: 'exempt' })).toMatchObject({ denialCode: null });
  });
});
