/** Ids that another page found, for the form of a new request: in memory alone, since an address is kept by the browser. */
export interface HandedOver {
  readonly projectId: number;
  readonly ids: readonly string[];
}

let waiting: HandedOver | null = null;

export function handOver(people: HandedOver): void {
  waiting = people;
}

/** What was handed over, until it is dropped. */
export function handedOver(): HandedOver | null {
  return waiting;
}

export function dropHandedOver(): void {
  waiting = null;
}
