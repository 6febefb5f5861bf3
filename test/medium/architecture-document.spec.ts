import { existsSync, readFileSync } from 'node:fs';

interface Floor {
  readonly rooms: readonly { readonly name: string; readonly mayImport: readonly string[] }[];
}

const floors = JSON.parse(readFileSync('rooms.json', 'utf8')) as readonly Floor[];
const rooms = floors.flatMap((floor) => floor.rooms);

/** What is written between backticks and begins like a path of the house. */
function citedIn(text: string): string[] {
  const cited = [...text.matchAll(/`([\w./-]+)`/g)].map(([, path = '']) => path.replace(/^src\//, ''));
  return cited.filter((path) => path.includes('/') && rooms.some(({ name }) => path.startsWith(`${name}/`)));
}

describe('docs/architecture.md', () => {
  it('names no file and no folder that is not there', () => {
    const paths = citedIn(readFileSync('docs/architecture.md', 'utf8'));
    expect(paths.length).toBeGreaterThan(15);
    const isThere = (path: string): boolean =>
      ['', '.ts', '.service.ts'].some((end) => existsSync(`src/${path}${end}`));
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });
});

describe('rooms.json', () => {
  it('lets a room import from its own floor and lower ones only, without a circle', () => {
    const floorOf = new Map(floors.flatMap((floor, at) => floor.rooms.map(({ name }) => [name, at] as const)));
    const upward = rooms.flatMap(({ name, mayImport }) =>
      mayImport
        .filter((other) => (floorOf.get(other) ?? -1) < (floorOf.get(name) ?? 0))
        .map((other) => `${name} → ${other}`),
    );
    expect(upward).toEqual([]);
    const above = (name: string, seen: readonly string[] = []): boolean =>
      seen.includes(name) ||
      (rooms.find((room) => room.name === name)?.mayImport ?? []).some((o) => above(o, [...seen, name]));
    expect(rooms.filter(({ name }) => above(name)).map(({ name }) => name)).toEqual([]);
  });
});
