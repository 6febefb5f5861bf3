import { ExactNumber, parseExactJson } from '../platform/index.js';
import { DroppedTally } from './dropped-tally.js';
import { Minimizer, type Unwanted } from './minimizer.js';

const WANTED: Unwanted = { blockedProperties: [], droppedValues: [] };

function minimized(given: Record<string, unknown>, unwanted: Partial<Unwanted>) {
  const tally = new DroppedTally();
  const kept = new Minimizer({ ...WANTED, ...unwanted }, tally).properties(given);
  return { kept, dropped: Object.fromEntries(tally.all.map(({ name, count }) => [name, count])) };
}

describe('blocked properties', () => {
  it('are taken out by their name, or by its beginning, and counted by the rule and never by what was sent', () => {
    const given = { plan: 'Pro', secret: 1, utm_source: 'x', utm_campaign: 'y', Secret: 2 };
    expect(minimized(given, { blockedProperties: ['secret', 'utm_*'] })).toEqual({
      kept: { plan: 'Pro', Secret: 2 },
      dropped: { secret: 1, 'utm_*': 2 },
    });
  });

  it('are taken out of objects and lists, at every depth', () => {
    const given = { cart: [{ sku: 'a', note: 'n' }, [{ note: 'm' }]], user: { note: 'o', deep: { note: 'p', id: 1 } } };
    expect(minimized(given, { blockedProperties: ['note'] })).toEqual({
      kept: { cart: [{ sku: 'a' }, [{}]], user: { deep: { id: 1 } } },
      dropped: { note: 4 },
    });
  });

  it('are never those that records are filed, found and joined by', () => {
    const given = { token: 't', time: 1, distinct_id: 'ada', $device_id: 'd', $insert_id: 'i', $mp_replay_id: 'r' };
    expect(minimized(given, { blockedProperties: ['t*', 'd*', '$*'] }).kept).toEqual(given);
  });

  it('are not hidden by a name that is never blocked: what an object holds in its place is no id', () => {
    const given = { $mp_replay_id: { note: 1, a: 2 }, $distinct_ids: ['ada', { note: 3 }], alias: 'ada@mail.example' };
    const unwanted: Partial<Unwanted> = { blockedProperties: ['note', 'al*'] };
    expect(minimized(given, unwanted).kept).toEqual({ $mp_replay_id: { a: 2 }, $distinct_ids: ['ada', {}] });
  });

  it('of a profile are all but ids; an alias stays in its own event', () => {
    const minimizer = new Minimizer({ blockedProperties: [], droppedValues: ['e-mail'] }, new DroppedTally());
    const given = { alias: 'ada@mail.example', token: 'ada@mail.example', $user_id: 'ada@mail.example' };
    expect(minimizer.operand(given)).toEqual({ $user_id: 'ada@mail.example' });
    expect(minimizer.properties(given, '$create_alias')).toEqual(given);
    expect(minimizer.properties({ alias: 'ada@mail.example' }, 'Song played')).toEqual({});
  });

  it('leave alone what none of them names, as the same object', () => {
    const given = { plan: 'Pro', list: [{ a: 1 }] };
    expect(minimized(given, { blockedProperties: ['secret'] }).kept).toBe(given);
    expect(minimized(given, {}).kept).toBe(given);
  });

  it('take no detour by the prototype', () => {
    const given = parseExactJson('{"__proto__":{"secret":1,"a":2},"secret":1}') as Record<string, unknown>;
    const { kept } = minimized(given, { blockedProperties: ['secret'] });
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"a":2}}');
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });
});

describe('values that look like what is not wanted', () => {
  it('are taken out of properties, objects and lists, keys among them', () => {
    const given = {
      note: 'write to ada@example.com',
      people: ['ada', 'bob@example.com'],
      by: { 'eve@example.com': 1, name: 'Eve' },
    };
    expect(minimized(given, { droppedValues: ['e-mail'] })).toEqual({
      kept: { people: ['ada'], by: { name: 'Eve' } },
      dropped: { 'e-mail': 3 },
    });
  });

  it('stay where they are ids', () => {
    const given = { distinct_id: 'ada@example.com', $user_id: 'ada@example.com', mail: 'ada@example.com' };
    const { kept } = minimized(given, { droppedValues: ['e-mail'] });
    expect(kept).toEqual({ distinct_id: 'ada@example.com', $user_id: 'ada@example.com' });
  });

  it('are card numbers as numbers, too', () => {
    const exact = new ExactNumber('6304000000000000000');
    expect(
      minimized({ a: 4111111111111111, b: exact, c: 4111111111111112 }, { droppedValues: ['card-number'] }).kept,
    ).toEqual({ c: 4111111111111112 });
  });

  it('are passwords in lists and objects too, and in fields whose type is in capitals', () => {
    const given = {
      passwords: ['hunter2'],
      password: { typed: { again: 7 }, isStrong: true },
      passwordRules: { long: true },
      field: { type: 'PASSWORD', value: 'hunter2' },
    };
    expect(minimized(given, { droppedValues: ['password'] })).toEqual({
      kept: { passwordRules: { long: true }, field: { type: 'PASSWORD' } },
      dropped: { password: 3 },
    });
  });

  it('are passwords by the name of the property or the type of the field, not flags', () => {
    const given = {
      password: 'hunter2',
      has_password: true,
      $elements: [
        { $tag_name: 'input', '$attr-type': 'password', $value: 'hunter2' },
        { type: 'text', value: 'ok' },
      ],
    };
    expect(minimized(given, { droppedValues: ['password'] })).toEqual({
      kept: {
        has_password: true,
        $elements: [
          { $tag_name: 'input', '$attr-type': 'password' },
          { type: 'text', value: 'ok' },
        ],
      },
      dropped: { password: 2 },
    });
  });
});
