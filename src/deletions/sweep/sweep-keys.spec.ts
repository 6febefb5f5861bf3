import type { SubjectKey, SubjectStore } from '../../subject-data/index.js';
import { SweepKeys } from './sweep-keys.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

const deletion = (id: string, distinctId: string): TakenDeletion => ({
  id,
  projectId: 1,
  filing: { projectId: 1, numbers: [1] },
  disclosure: 'Data',
  watermark: new Date(0),
  subjects: [{ ordinal: 0, asked: distinctId, ids: [distinctId], ambiguous: [] }],
});

/** Remembers which keys are shared with it at the moment. */
class SharingStore {
  readonly shared: (readonly SubjectKey[])[] = [];
  share(keys: readonly SubjectKey[]): () => Promise<void> {
    this.shared.push(keys);
    return async () => {
      this.shared.splice(this.shared.indexOf(keys), 1);
    };
  }
}

describe('the keys of a sweep', () => {
  const [a, b] = [deletion('1', 'a'), deletion('2', 'b')];
  const newStore = () => {
    const store = new SharingStore();
    return [store, store as unknown as SubjectStore] as const;
  };

  it('are made once for the same deletions, in whatever order they come', () => {
    const keys = new SweepKeys();
    const [store, asStore] = newStore();
    expect(keys.of([a, b], asStore)).toBe(keys.of([b, a], asStore));
    expect(keys.of([a], asStore)).not.toBe(keys.of([a, b], asStore));
    expect(store.shared.map((shared) => shared.length)).toEqual([2, 1]);
  });

  it('are shared with every store that is asked with them, until they are released', async () => {
    const keys = new SweepKeys();
    const [one, asOne] = newStore();
    const [other, asOther] = newStore();
    expect(keys.of([a], asOne)).toBe(keys.of([a], asOther));
    expect([one.shared, other.shared]).toEqual([[keys.of([a], asOne).keys], [keys.of([a], asOther).keys]]);
    await keys.release();
    expect([one.shared, other.shared]).toEqual([[], []]);
  });
});
