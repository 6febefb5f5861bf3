import { jest } from '@jest/globals';
import type { PrismaService } from '../../platform/index.js';
import { RequestChanges } from './request-changes.service.js';

type Row = { readonly id: string; readonly state: string };

describe('who watches requests', () => {
  let asked: (readonly string[])[];
  let answer: () => Promise<Row[]>;
  let changes: RequestChanges;

  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
    answer = () => Promise.resolve([]);
    const $queryRaw = (_: TemplateStringsArray, ids: readonly string[]) => {
      asked.push(ids);
      return answer();
    };
    changes = new RequestChanges({ $queryRaw } as unknown as PrismaService);
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const stand = (states: Record<string, string>) => {
    answer = () => Promise.resolve(Object.entries(states).map(([id, state]) => ({ id, state })));
  };
  const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1_000);

  it('is told at the beginning, after each change, and not otherwise', async () => {
    const told: string[] = [];
    stand({ a: '1', b: '1' });
    changes.watch('a', () => told.push('a'));
    changes.watch('b', () => told.push('b'));
    await seconds(3);
    expect(told).toEqual(['a', 'b']);
    stand({ a: '1', b: '2' });
    await seconds(3);
    expect(told).toEqual(['a', 'b', 'b']);
  });

  it('is told at the beginning of what others have watched for long', async () => {
    stand({ a: '1' });
    changes.watch('a', () => undefined);
    await seconds(5);
    let told = 0;
    changes.watch('a', () => told++);
    await seconds(2);
    expect(told).toBe(1);
  });

  it('costs one question a second, however many they are, and none when they have gone', async () => {
    stand({ a: '1', b: '1' });
    const ends = Array.from({ length: 50 }, (_, index) => changes.watch(index % 2 === 0 ? 'a' : 'b', () => undefined));
    await seconds(10);
    expect(asked.length).toBeLessThanOrEqual(11);
    expect(asked.at(-1)).toEqual(['a', 'b']);
    ends.forEach((end) => end());
    await seconds(2);
    const { length } = asked;
    await seconds(10);
    expect(asked).toHaveLength(length);
    changes.watch('b', () => undefined);
    await seconds(1);
    expect(asked.at(-1)).toEqual(['b']);
  });

  it('is told of nothing once it has gone, and again when a database that was away answers', async () => {
    let told = 0;
    answer = () => Promise.reject(new Error('away'));
    const end = changes.watch('a', () => told++);
    await seconds(5);
    stand({ a: '1' });
    await seconds(2);
    expect(told).toBe(1);
    end();
    stand({ a: '2' });
    await seconds(2);
    expect(told).toBe(1);
  });

  it('waits for one answer before it asks again', async () => {
    answer = () => new Promise(() => undefined);
    changes.watch('a', () => undefined);
    await seconds(60);
    expect(asked).toHaveLength(1);
  });
});
