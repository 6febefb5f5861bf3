import { areIndependent, mayBeOne, maySumUp, type Origins } from './independence.js';

/** `owner` and `officer` were let in by the operator, everybody else by whom the name before the dot says. */
function origins(...given: readonly (readonly [account: string, maker: string | null, proved?: 'proved'])[]): Origins {
  return new Map([
    ['owner', { maker: 'habeas', proved: false }],
    ['officer', { maker: 'habeas', proved: false }],
    ...given.map(([account, maker, proved]) => [account, { maker, proved: proved !== undefined }] as const),
  ]);
}

describe('two accounts are four eyes', () => {
  const both = (one: string, other: string, known: Origins): boolean => {
    expect(areIndependent(one, other, known)).toBe(areIndependent(other, one, known));
    return areIndependent(one, other, known);
  };

  it('if the operator let both in', () => {
    expect(both('owner', 'officer', origins())).toBe(true);
  });

  it('never with oneself', () => {
    expect(both('owner', 'owner', origins())).toBe(false);
  });

  it('never if one let the other in, whatever was proved, and however many steps lie between', () => {
    expect(both('owner', 'b', origins(['b', 'owner']))).toBe(false);
    expect(both('owner', 'b', origins(['b', 'owner', 'proved']))).toBe(false);
    expect(both('owner', 'd', origins(['b', 'owner'], ['c', 'b'], ['d', 'c', 'proved']))).toBe(false);
    expect(both('owner', 'd', origins(['b', 'owner', 'proved'], ['c', 'b', 'proved'], ['d', 'c', 'proved']))).toBe(
      false,
    );
  });

  it('if one person let both in, only where both proved a mailbox of their own', () => {
    expect(both('b', 'c', origins(['b', 'owner', 'proved'], ['c', 'owner', 'proved']))).toBe(true);
    expect(both('b', 'c', origins(['b', 'owner', 'proved'], ['c', 'owner']))).toBe(false);
    expect(both('b', 'c', origins(['b', 'owner'], ['c', 'owner']))).toBe(false);
  });

  it('not where a tool acts for who made it, or for whoever let that one in', () => {
    expect(both('robot', 'owner', origins(['robot', 'owner']))).toBe(false);
    expect(both('robot', 'officer', origins(['robot', 'owner']))).toBe(true);
    expect(both('robot', 'owner', origins(['b', 'owner'], ['robot', 'b']))).toBe(false);
    expect(both('robot', 'c', origins(['b', 'owner', 'proved'], ['robot', 'b'], ['c', 'b', 'proved']))).toBe(false);
    expect(both('robot', 'owner', origins(['robot', 'habeas']))).toBe(true);
  });

  it('not where one made an API secret or let it open requests', () => {
    const known = origins(['project:7', 'owner'], ['project-permit:7', 'officer'], ['third', 'habeas']);
    expect(['owner', 'officer', 'third'].map((one) => both('project:7', one, known))).toEqual([false, false, true]);
    expect(both('project:7', 'owner', origins(['project:7', 'habeas']))).toBe(true);
  });

  it('not where nobody wrote down who let one of them in', () => {
    expect(both('owner', 'b', origins(['b', null, 'proved']))).toBe(false);
    expect(both('owner', 'nobody knows', origins())).toBe(false);
  });

  it('and two who let each other in are one, without end', () => {
    expect(both('b', 'c', origins(['b', 'c'], ['c', 'b']))).toBe(false);
    expect(both('b', 'owner', origins(['b', 'c'], ['c', 'b']))).toBe(true);
  });
});

describe('one person may hold two accounts', () => {
  it('if they let the other in and nobody proved to be another person', () => {
    expect(mayBeOne('owner', 'b', origins(['b', 'owner']))).toBe(true);
    expect(mayBeOne('owner', 'b', origins(['b', 'owner', 'proved']))).toBe(false);
    expect(mayBeOne('b', 'c', origins(['b', 'owner'], ['c', 'owner']))).toBe(true);
    expect(mayBeOne('owner', 'officer', origins())).toBe(false);
  });

  it('and holds their tools, and those of their other selves', () => {
    expect(mayBeOne('owner', 'robot', origins(['robot', 'owner']))).toBe(true);
    expect(mayBeOne('robot', 'other robot', origins(['robot', 'owner'], ['other robot', 'owner']))).toBe(true);
    expect(mayBeOne('owner', 'robot', origins(['b', 'owner'], ['robot', 'b']))).toBe(true);
    expect(mayBeOne('officer', 'robot', origins(['robot', 'owner']))).toBe(false);
  });
});

it('what an API secret opens is summed up with what anybody opens', () => {
  const known = origins(['project:7', 'habeas']);
  expect(maySumUp('project:7', 'owner', known) && maySumUp('owner', 'project:7', known)).toBe(true);
  expect(maySumUp('owner', 'officer', known)).toBe(false);
});
