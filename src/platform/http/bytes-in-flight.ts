import { HabeasError } from '../core/errors.js';

/** Bounds of the bytes of bodies that are in memory at once. */
export interface FlightBounds {
  readonly perProcess: number;
  readonly perAddress: number;
}

/** How many bytes of bodies are in memory: all of them, and those of each address. */
export class BytesInFlight {
  private total = 0;
  private readonly ofAddress = new Map<string, number>();

  constructor(private readonly bounds: FlightBounds) {}

  get bytes(): number {
    return this.total;
  }

  /** Addresses with bytes in flight. */
  get addresses(): number {
    return this.ofAddress.size;
  }

  open(address: string): Hold {
    return new Hold((bytes) => this.add(address, bytes));
  }

  private add(address: string, bytes: number): void {
    const [total, its] = [this.total + bytes, (this.ofAddress.get(address) ?? 0) + bytes];
    if (bytes > 0 && total > this.bounds.perProcess) {
      const message =
        'More is being sent than this process has room for: send the same again, as late as Retry-After says.';
      throw new HabeasError('unavailable', 'server-busy', message, { retryAfter: 2 });
    }
    if (bytes > 0 && its > this.bounds.perAddress) {
      const message = 'Your address has too much under way at once: send the same again when the rest was answered.';
      throw new HabeasError('too-many', 'address-busy', message, { retryAfter: 2 });
    }
    this.total = total;
    if (its > 0) this.ofAddress.set(address, its);
    else this.ofAddress.delete(address);
  }
}

/** The bytes of one body. */
export class Hold {
  private held = 0;

  constructor(private readonly add: (bytes: number) => void) {}

  /** @throws HabeasError `server-busy` (503), `address-busy` (429): nothing was added then */
  take(bytes: number): void {
    this.add(bytes);
    this.held += bytes;
  }

  /** May be called again, and does nothing then. */
  release(): void {
    this.add(-this.held);
    this.held = 0;
  }
}
