import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('SECURITY.md', () => {
  const text = readFileSync(join(process.cwd(), 'SECURITY.md'), 'utf8');

  it('names tests that are there', () => {
    const named = [...text.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !path.endsWith('.spec.ts') || !existsSync(join(process.cwd(), path)))).toEqual([]);
  });
});
