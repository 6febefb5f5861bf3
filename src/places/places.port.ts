/** Where an address is, as far as it is known: names in English, the country as ISO 3166-1 alpha-2. */
export interface Place {
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
}

/** A database that places come from, as it describes itself. */
export interface PlaceSource {
  readonly name: string;
  readonly description: string;
  readonly builtAt: Date;
  /** What its licence asks to be shown wherever its places are; null where it asks for nothing. */
  readonly credit: PlaceCredit | null;
}

export interface PlaceCredit {
  readonly text: string;
  readonly url: string;
}

/** Turns addresses into places. An address is kept nowhere by it, and not remembered for the next question either. */
export abstract class Places {
  abstract readonly sources: readonly PlaceSource[];

  /** Null for what is no public address of the internet, and for one of which nothing is known. */
  abstract of(address: string): Place | null;
}
