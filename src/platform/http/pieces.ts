const LARGE = 4096;
const MOST_SMALL = 256;

/** Pieces of a body, kept in about the memory of their bytes, however small they come. */
export class Pieces {
  private readonly blocks: Buffer[] = [];
  private small: Buffer[] = [];
  private size = 0;

  get bytes(): number {
    return this.size;
  }

  add(piece: Buffer): void {
    this.size += piece.length;
    this.small.push(piece);
    if (piece.length >= LARGE || this.small.length >= MOST_SMALL) this.join();
  }

  /** All of them as one. */
  joined(): Buffer {
    this.join();
    return Buffer.concat(this.blocks, this.size);
  }

  private join(): void {
    this.blocks.push(...(this.small.length > 1 ? [Buffer.concat(this.small)] : this.small));
    this.small = [];
  }
}
