/** Bytes that wait: pushed in any sizes, taken in the sizes wanted. */
export class ByteQueue {
  #chunks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Copies the chunk, since a producer may use its buffer again. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(Buffer.from(chunk));
    this.#length += chunk.length;
  }

  /** Removes and returns the first `bytes` bytes; there must be that many. */
  take(bytes: number): Buffer {
    const taken: Buffer[] = [];
    let wanted = bytes;
    let used = 0;
    for (const chunk of this.#chunks) {
      if (wanted < chunk.length) break;
      taken.push(chunk);
      wanted -= chunk.length;
      used++;
    }
    this.#chunks.splice(0, used);
    const next = this.#chunks[0];
    if (wanted > 0 && next !== undefined) {
      taken.push(next.subarray(0, wanted));
      this.#chunks[0] = next.subarray(wanted);
    }
    this.#length -= bytes;
    return taken.length === 1 ? (taken[0] as Buffer) : Buffer.concat(taken, bytes);
  }
}
