import type { Collection } from '../data-map/collection.js';
import { subjectColumnsOf } from '../data-map/collection.js';

const ID = /[_-]?(id|uuid|guid|key|fk|no|nr|number)$/i;
/** What a table calls its own key. */
const OWN_KEY = /^(id|uuid|guid|key|pk|no|nr|number)$/i;

/**
 * The collections of whose tables a column seems to name the key: `order_id` that of `orders`, unless that is what says whose
 * rows those are.
 */
export function collectionsNamedBy(column: string, collections: readonly Collection[]): Collection[] {
  const stem = column.replace(ID, '');
  if (stem === '' || stem === column) return [];
  const forms = new Set(pluralsOf(plain(stem)));
  return collections.filter((each) => forms.has(plain(each.table)) && !isKeyedByPeople(each, collections, column));
}

function isKeyedByPeople({ schema, table }: Collection, collections: readonly Collection[], column: string): boolean {
  const same = collections.filter((each) => each.schema === schema && each.table === table);
  return same
    .flatMap(subjectColumnsOf)
    .some(({ subjectColumn }) => plain(subjectColumn) === plain(column) || OWN_KEY.test(subjectColumn));
}

function pluralsOf(word: string): string[] {
  return [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}
