import { resolveClosures } from './identity-graph.js';
import type { IdentityLink, LinkKind } from '../store/ingest-store.port.js';

const link = (distinctId: string, kind: LinkKind, linkedId: string): IdentityLink => ({
  distinctId,
  linkedId,
  kind,
  origin: 'secret',
});
const closure = (id: string, links: IdentityLink[], shared: string[] = []) =>
  resolveClosures([id], links, new Set(shared)).get(id);
const all = (...ids: string[]) => ({ ids, ambiguous: [] });

describe('the closure of an id', () => {
  it('is the id alone where no link names it', () => {
    expect(closure('x', [link('a', 'device', 'd')])).toEqual(all('x'));
  });

  it('holds aliases, merged ids and devices, whichever of them is asked for', () => {
    const links = [
      link('a', 'alias', 'a2'),
      link('a2', 'merge', 'a3'),
      link('a3', 'device', 'd'),
      link('a', 'identify', 'e'),
    ];
    expect(closure('a', links)).toEqual(all('a', 'a2', 'a3', 'd', 'e'));
    expect(closure('d', links)).toEqual(all('d', 'a', 'a2', 'a3', 'e'));
    expect(closure('a3', links)).toEqual(all('a3', 'a', 'a2', 'd', 'e'));
  });

  it('leaves out a device of two persons, and reports it to both', () => {
    const links = [link('b', 'device', 'd'), link('c', 'device', 'd'), link('b', 'device', 'own')];
    expect(closure('b', links)).toEqual({ ids: ['b', 'own'], ambiguous: ['d'] });
    expect(closure('c', links)).toEqual({ ids: ['c'], ambiguous: ['d'] });
    expect(closure('d', links)).toEqual({ ids: [], ambiguous: ['d'] });
  });

  it('holds a device of two ids of one person', () => {
    const links = [link('b', 'device', 'd'), link('b2', 'device', 'd'), link('b', 'merge', 'b2')];
    expect(closure('d', links)).toEqual(all('d', 'b', 'b2'));
  });

  it('follows a chain, and takes two ways to one person for one person', () => {
    const links = [
      link('p', 'device', 'd'),
      link('q', 'device', 'd'),
      link('b', 'identify', 'p'),
      link('b', 'identify', 'q'),
    ];
    expect(closure('b', links)).toEqual(all('b', 'd', 'p', 'q'));
  });

  it('takes what hangs on a shared device for shared', () => {
    const links = [link('b', 'device', 'd'), link('c', 'device', 'd'), link('d', 'device', 'e')];
    expect(closure('b', links)).toEqual({ ids: ['b'], ambiguous: ['d', 'e'] });
    expect(closure('e', links)).toEqual({ ids: [], ambiguous: ['e'] });
  });

  it('ends in circles, which are one person', () => {
    expect(closure('a', [link('a', 'alias', 'b'), link('b', 'alias', 'a'), link('a', 'merge', 'a')])).toEqual(
      all('a', 'b'),
    );
    const ring = [
      link('a', 'identify', 'b'),
      link('b', 'identify', 'c'),
      link('c', 'identify', 'a'),
      link('a', 'device', 'd'),
    ];
    expect(closure('d', ring)).toEqual(all('d', 'a', 'b', 'c'));
  });

  it('remembers a shared device after the other person is gone', () => {
    const links = [link('b', 'device', 'd'), link('d', 'device', 'e'), link('b', 'device', 'own')];
    expect(closure('b', links, ['d'])).toEqual({ ids: ['b', 'own'], ambiguous: ['d', 'e'] });
    expect(closure('d', links, ['d'])).toEqual({ ids: [], ambiguous: ['d'] });
    expect(closure('d', [], ['d'])).toEqual({ ids: [], ambiguous: ['d'] });
    expect(closure('b', [link('b', 'merge', 'd')], ['d'])).toEqual({ ids: ['b'], ambiguous: ['d'] });
  });

  it('takes any id for an id', () => {
    const links = [link('__proto__', 'device', 'constructor'), link('🦊', 'alias', '__proto__')];
    expect(closure('constructor', links)).toEqual(all('constructor', '__proto__', '🦊'));
  });

  it('survives a chain of 20,000 ids', () => {
    const links = Array.from({ length: 20_000 }, (_, at) => link(String(at), 'identify', String(at + 1)));
    expect(closure('20000', links)?.ids).toHaveLength(20_001);
  });
});
