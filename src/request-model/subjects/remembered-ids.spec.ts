import { decidedAmong, resolvedBeside, withRemembered, type NotedId } from './remembered-ids.js';

const person = (asked: string, ids: string[], more: object = {}) => ({
  ordinal: 0,
  asked,
  ids,
  ambiguous: [],
  ...more,
});
const noted = (distinctId: string, remembered: NotedId['remembered']): NotedId => ({
  ordinal: 0,
  distinctId,
  remembered,
});

describe('a person whom a duty remembers', () => {
  it('has the ids that were theirs, though no link tells of them any more', () => {
    const notes = [noted('ada', 'person'), noted('old-ada', 'person'), noted('rec-1', 'recording')];
    const beside = [person('ada', ['ada']), person('old-ada', ['old-ada'])];
    expect(withRemembered([person('ada', ['ada'])], beside, notes)).toMatchObject([
      { asked: 'ada', ids: ['ada', 'old-ada'], recordings: ['rec-1'] },
    ]);
  });

  it('has those as well that were linked with them since', () => {
    const notes = [noted('ada', 'person')];
    const now = person('ada', ['ada', 'new-ada'], { recordings: ['rec-2'] });
    expect(withRemembered([now], [now], notes)).toMatchObject([{ ids: ['ada', 'new-ada'], recordings: ['rec-2'] }]);
  });

  it('has none of whoever took one of the ids over, where no link counts', () => {
    const notes = [noted('ada', 'alone'), noted('old-ada', 'alone'), noted('rec-1', 'recording')];
    const beside = [person('ada', ['ada']), person('old-ada', ['old-ada', 'eve'], { recordings: ['rec-of-eve'] })];
    expect(withRemembered([person('ada', ['ada', 'eve'])], beside, notes)).toMatchObject([
      { ids: ['ada', 'old-ada'], recordings: ['rec-1'] },
    ]);
  });

  it('has no id that is several people’s by now', () => {
    const notes = [noted('ada', 'alone'), noted('tablet', 'alone')];
    const beside = [person('ada', ['ada']), person('tablet', [], { ambiguous: ['tablet'] })];
    expect(withRemembered([person('ada', ['ada'])], beside, notes)).toMatchObject([
      { ids: ['ada'], ambiguous: ['tablet'] },
    ]);
  });

  it('is nobody where one of the ids is joined with too many', () => {
    const beside = [{ ...person('ada', []), fault: 'closure-too-large' }];
    expect(withRemembered([person('ada', ['ada'])], beside, [noted('ada', 'person')])).toMatchObject([
      { ids: [], fault: 'closure-too-large' },
    ]);
  });

  it('is held while the person is held to whom the device is tied', () => {
    const tied = person('phone', ['phone'], { tiedTo: ['ada'] });
    expect(withRemembered([tied], [tied], [noted('phone', 'alone')])).toMatchObject([{ tiedTo: ['ada'] }]);
  });

  it('is told apart from what an officer decided', () => {
    const notes = [noted('tablet', null), noted('ada', 'person'), noted('rec-1', 'recording')];
    expect(decidedAmong(notes)).toEqual([{ ordinal: 0, distinctId: 'tablet' }]);
    expect(resolvedBeside(notes).map(({ distinctId }) => distinctId)).toEqual(['ada']);
    const left = person('tablet', [], { ambiguous: ['tablet'] });
    expect(withRemembered([left], [], [noted('tablet', null)])).toEqual([left]);
  });
});
