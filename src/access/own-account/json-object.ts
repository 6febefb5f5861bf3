/** A member of an object; a list that is still to be read is written as it comes. */
export type Member = readonly [name: string, value: unknown];

/** The text of a JSON object, piece by piece. */
export async function* jsonObject(members: readonly Member[]): AsyncGenerator<string> {
  yield '{';
  for (const [at, [name, value]] of members.entries()) {
    yield `${at === 0 ? '' : ','}\n${JSON.stringify(name)}: `;
    if (isRead(value)) yield* jsonArray(value);
    else yield written(value);
  }
  yield '\n}\n';
}

async function* jsonArray(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '[';
  for await (const row of rows) {
    yield `${before}\n  ${written(row)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n]';
}

function isRead(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Whole numbers of the database are text: they may be larger than readers of JSON can count. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}
