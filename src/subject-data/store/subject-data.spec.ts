import { Logger } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';
import type { Collection } from '../data-map/collection.js';
import { SubjectData } from './subject-data.service.js';
import type { SubjectStore } from './subject-store.port.js';

const collectionOf = (name: string, store: string) => ({ name, store }) as Partial<Collection> as Collection;
const storeOf = (name: string, eraseOrder: SubjectStore['eraseOrder']) =>
  ({ name, database: async () => name, eraseOrder }) as Partial<SubjectStore> as SubjectStore;

describe('the order of an erasure', () => {
  const warnings: unknown[] = [];
  beforeAll(() => Logger.overrideLogger({ log() {}, error() {}, warn: (text: unknown) => void warnings.push(text) }));
  afterAll(() => Logger.overrideLogger(false));

  it('is said to be that of the data map where a database does not give it, and why', async () => {
    const silent = async () => {
      throw new HabeasError('unavailable', 'store-unavailable', 'The store does not answer.');
    };
    const broken = async () => {
      throw new TypeError('user@example.com');
    };
    const stores = new Map([
      ['shop', storeOf('shop', async () => new Map([['people', ['orders']]]))],
      ['desk', storeOf('desk', silent)],
      ['lab', storeOf('lab', broken)],
    ]);
    const map = [...stores.keys()].flatMap((store) => [
      collectionOf(`${store}-1`, store),
      collectionOf(`${store}-2`, store),
    ]);
    expect(await new SubjectData(map, stores).eraseOrder()).toEqual(new Map([['people', ['orders']]]));
    expect(warnings).toEqual([
      'The tables of the store "desk" are swept in the order of the data map: The store does not answer.',
      'The tables of the store "lab" are swept in the order of the data map: An unforeseen error.',
    ]);
  });
});
