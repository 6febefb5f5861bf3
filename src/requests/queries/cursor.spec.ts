import { readCursor, writeCursor } from './cursor.js';
import { isRequestId } from '../../request-model/index.js';

const id = '0b7c7a4e-5d0a-4f0e-9c7e-1f2d3c4b5a69';

describe('the cursor of a list', () => {
  it('comes back as it was written', () => {
    const end = { at: new Date('2026-03-09T22:28:55.078Z'), id };
    expect(readCursor(writeCursor(end, 'opened'), 'opened')).toEqual(end);
    expect(readCursor(writeCursor(end, 'due'), 'due')).toEqual(end);
  });

  it('is refused by a list in another order', () => {
    const text = writeCursor({ at: new Date(0), id }, 'due');
    expect(() => readCursor(text, 'opened')).toThrow(expect.objectContaining({ code: 'cursor-invalid' }));
  });

  it.each(['', 'x', '🦔', Buffer.from('1 2').toString('base64url'), Buffer.from(`nan ${id}`).toString('base64url')])(
    'is refused when it is %j',
    (text) => {
      expect(() => readCursor(text, 'opened')).toThrow(
        expect.objectContaining({ kind: 'invalid', code: 'cursor-invalid' }),
      );
    },
  );
});

it('knows what can be the id of a request', () => {
  expect([id, id.toUpperCase()].every(isRequestId)).toBe(true);
  expect(['', 'x', `${id}'`, `${id}\n`, id.slice(1)].some(isRequestId)).toBe(false);
});
