/**
 * Hands out a stream that is ordered by ordinal, one ordinal at a time, holding a single item: how the streams of several
 * collections are written side by side into one folder per subject.
 */
export class ByOrdinal<Item extends { readonly ordinal: number }> {
  private readonly source: AsyncIterator<Item>;
  private ahead: IteratorResult<Item> | null = null;

  constructor(items: AsyncIterable<Item>) {
    this.source = items[Symbol.asyncIterator]();
  }

  /** The items of `ordinal`; those of lower ordinals that nobody took are passed over. */
  async *take(ordinal: number): AsyncGenerator<Item> {
    for (;;) {
      this.ahead ??= await this.source.next();
      if (this.ahead.done || this.ahead.value.ordinal > ordinal) return;
      const item = this.ahead.value;
      this.ahead = null;
      if (item.ordinal === ordinal) yield item;
    }
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}
