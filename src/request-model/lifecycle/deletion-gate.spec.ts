import { approveBy, followUpVerdict, gateOf, goesOnAt, goOnIfDueBy, graceThatFits } from './deletion-gate.js';

const DAY = 86_400_000;
const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const deletion = {
  approvalNeeded: false,
  approvedAt: null,
  afterRequestId: null,
  graceUntil: at(2),
  dueAt: at(31),
};

describe('what a deletion waits for before it is staged', () => {
  it('is its grace, with an end', () => {
    expect(gateOf(deletion, at(1))).toEqual({ waitingFor: 'grace', nextAttemptAt: at(2) });
    expect(gateOf(deletion, at(2))).toBeNull();
  });

  it('is approval before anything else, which no time ends', () => {
    const large = { ...deletion, approvalNeeded: true };
    expect(gateOf(large, at(20))).toEqual({ waitingFor: 'approval', nextAttemptAt: null });
    expect(gateOf({ ...large, approvedAt: at(1) }, at(1))).toMatchObject({ waitingFor: 'grace' });
    expect(gateOf({ ...large, afterRequestId: 'export', graceUntil: null }, at(1))?.waitingFor).toBe('approval');
  });

  it('is the export it follows until its grace has begun', () => {
    const follows = { ...deletion, afterRequestId: 'export' };
    expect(gateOf({ ...follows, graceUntil: null }, at(20))).toEqual({ waitingFor: 'export', nextAttemptAt: null });
    expect(gateOf(follows, at(3))).toBeNull();
  });

  it('has a date: five days before the deadline for approval, seven for the export', () => {
    expect(approveBy(deletion)).toEqual(at(26));
    expect(goesOnAt(deletion)).toEqual(at(24));
    expect(goOnIfDueBy(goesOnAt(deletion))).toEqual(deletion.dueAt);
  });
});

describe('a deletion that follows an export', () => {
  const follows = { ...deletion, afterRequestId: 'export', graceUntil: null };
  const done = { status: 'SUCCESS', finishedAt: at(3), handedOver: false };

  it('waits while the export is under way, however late it is', () => {
    const underway = { status: 'STARTED', finishedAt: null, handedOver: false };
    expect(followUpVerdict(follows, underway, at(30))).toEqual({ step: 'wait' });
  });

  it('goes on after the hand-over, or seven days before the deadline', () => {
    expect(followUpVerdict(follows, done, at(23))).toEqual({ step: 'wait' });
    expect(followUpVerdict(follows, done, at(24))).toEqual({ step: 'go-on', after: 'deadline' });
    expect(followUpVerdict(follows, { ...done, handedOver: true }, at(4))).toEqual({
      step: 'go-on',
      after: 'hand-over',
    });
  });

  it.each(['FAILURE', 'DENIED'])(
    'asks for approval where the export ended in %s, and takes no earlier one',
    (status) => {
      const ended = { ...done, status };
      expect(followUpVerdict(follows, ended, at(30))).toEqual({ step: 'ask' });
      const approved = (day: number) => ({ ...follows, approvalNeeded: true, approvedAt: at(day) });
      expect(followUpVerdict(approved(2), ended, at(30))).toEqual({ step: 'ask' });
      expect(followUpVerdict(approved(4), ended, at(30))).toEqual({ step: 'go-on', after: 'approval' });
    },
  );

  it('has the grace that leaves five days of the deadline', () => {
    expect(graceThatFits(deletion, DAY, at(10))).toEqual(at(11));
    expect(graceThatFits(deletion, 21 * DAY, at(10))).toEqual(at(26));
    expect(graceThatFits(deletion, DAY, at(28))).toEqual(at(28));
  });
});
