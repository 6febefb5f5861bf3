/** How much data the figures are measured with. */
export interface Scale {
  readonly name: 'full' | 'quick' | 'tiny';
  /** Subjects of one deletion. */
  readonly deletion: number;
  readonly postgres: { readonly events: number; readonly perSubject: number };
  readonly growth: { readonly base: number; readonly times: number };
  /** `repetitions`: of what is due together. */
  readonly clickHouse: {
    readonly events: number;
    readonly perSubject: number;
    readonly requests: number;
    readonly repetitions: number;
  };
  /** Events of a month that time takes; of a shared one it takes half. */
  readonly retention: { readonly rows: number; readonly repetitions: number };
  readonly export: { readonly subjects: number; readonly repetitions: number };
  /** Exported events of the two runs that are compared, of as many subjects both times. */
  readonly memory: {
    readonly subjects: number;
    readonly small: number;
    readonly large: number;
    readonly repetitions: number;
  };
  /** Events of a raw export. */
  readonly rawExport: { readonly events: number; readonly perSubject: number; readonly repetitions: number };
  readonly intake: { readonly clients: number; readonly requests: number; readonly subjects: number };
  readonly open: { readonly few: number; readonly many: number };
  /** Requests of the list, open and finished. */
  readonly list: { readonly few: number; readonly many: number };
  /** Profiles among which one is found. */
  readonly find: { readonly few: number; readonly many: number };
  /** People among whom one is checked, half of them opted out, and how often. */
  readonly check: { readonly optedOut: number; readonly looks: number };
  /** Rows that one side takes in in one repetition. */
  readonly import: { readonly rows: number; readonly batch: number; readonly clients: number };
  /** The same, as browsers send; and of a process's memory, events it takes in in the two runs that are compared. */
  readonly track: {
    readonly rows: number;
    readonly batch: number;
    readonly clients: number;
    readonly few: number;
    readonly many: number;
  };
}

const million = 1_000_000;

export const SCALES: Readonly<Record<Scale['name'], Scale>> = {
  full: {
    name: 'full',
    deletion: 500,
    postgres: { events: 10 * million, perSubject: 50 },
    growth: { base: million, times: 50 },
    clickHouse: { events: 20 * million, perSubject: 10, requests: 100, repetitions: 3 },
    retention: { rows: million, repetitions: 3 },
    export: { subjects: 2000, repetitions: 3 },
    memory: { subjects: 2000, small: 100_000, large: 2 * million, repetitions: 3 },
    rawExport: { events: million, perSubject: 50, repetitions: 3 },
    intake: { clients: 20, requests: 200, subjects: 2000 },
    open: { few: 1000, many: million },
    list: { few: 1000, many: 100_000 },
    find: { few: 10_000, many: million },
    check: { optedOut: 10_000, looks: 300 },
    import: { rows: million, batch: 2000, clients: 4 },
    track: { rows: 200_000, batch: 50, clients: 20, few: 100_000, many: million },
  },
  quick: {
    name: 'quick',
    deletion: 500,
    postgres: { events: million, perSubject: 50 },
    growth: { base: 200_000, times: 10 },
    clickHouse: { events: 2 * million, perSubject: 10, requests: 100, repetitions: 1 },
    retention: { rows: 200_000, repetitions: 3 },
    export: { subjects: 2000, repetitions: 1 },
    memory: { subjects: 500, small: 25_000, large: 50_000, repetitions: 1 },
    rawExport: { events: 200_000, perSubject: 50, repetitions: 1 },
    intake: { clients: 20, requests: 20, subjects: 2000 },
    open: { few: 1000, many: 100_000 },
    list: { few: 1000, many: 100_000 },
    find: { few: 10_000, many: 200_000 },
    check: { optedOut: 10_000, looks: 300 },
    import: { rows: 100_000, batch: 2000, clients: 4 },
    track: { rows: 20_000, batch: 50, clients: 20, few: 20_000, many: 100_000 },
  },
  tiny: {
    name: 'tiny',
    deletion: 20,
    postgres: { events: 20_000, perSubject: 50 },
    growth: { base: 10_000, times: 3 },
    clickHouse: { events: 40_000, perSubject: 10, requests: 10, repetitions: 1 },
    retention: { rows: 10_000, repetitions: 1 },
    export: { subjects: 100, repetitions: 1 },
    memory: { subjects: 100, small: 10_000, large: 20_000, repetitions: 1 },
    rawExport: { events: 10_000, perSubject: 50, repetitions: 1 },
    intake: { clients: 4, requests: 8, subjects: 200 },
    open: { few: 100, many: 1000 },
    list: { few: 1000, many: 2000 },
    find: { few: 500, many: 2000 },
    check: { optedOut: 200, looks: 20 },
    import: { rows: 4000, batch: 500, clients: 2 },
    track: { rows: 2000, batch: 50, clients: 4, few: 1000, many: 5000 },
  },
};
