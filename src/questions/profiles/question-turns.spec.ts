import { AT_ONCE, QuestionTurns } from './question-turns.service.js';

const PROJECT = 7;

describe('the turns of a project\u2019s questions', () => {
  it('are a few at once, and the others go on as those end', async () => {
    const turns = new QuestionTurns();
    const ends = await Promise.all(Array.from({ length: AT_ONCE }, () => turns.take(PROJECT)));
    let isNext = false;
    const next = turns.take(PROJECT).then((end) => {
      isNext = true;
      return end;
    });
    // Another project waits for nobody of this one.
    (await turns.take(PROJECT + 1))();
    expect(isNext).toBe(false);
    ends[0]?.();
    ends[0]?.();
    const end = await next;
    await expect(turns.take(PROJECT, 1)).rejects.toMatchObject({ kind: 'too-many', code: 'too-many-questions' });
    end();
    await expect(turns.take(PROJECT, 1)).resolves.toEqual(expect.any(Function));
  });

  it('are waited for by so many, and no more', async () => {
    const turns = new QuestionTurns();
    const asked = Array.from({ length: 100 }, () => turns.take(PROJECT).catch(() => 'too many'));
    const refused = (await Promise.all(asked.slice(64))).filter((each) => each === 'too many');
    expect(refused).toHaveLength(36);
    for (const each of asked.slice(0, 64)) {
      const end = await each;
      if (typeof end === 'function') end();
    }
    await expect(turns.take(PROJECT, 1)).resolves.toEqual(expect.any(Function));
  });
});
