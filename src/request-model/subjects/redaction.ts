import type { SubjectCheck } from './subject-check.service.js';

/** Stands for a text that may not outlive the ids. */
export const LEFT_OUT = '(left out: it could not be told from an id of a subject)';

/** Keeps ids out of what outlives them. */
export interface Cleaner {
  /** For what somebody wrote: left out where it names a subject, or where no id is left to compare it with. */
  written<Text extends string | null>(text: Text): Text | typeof LEFT_OUT;
  /** For the words of the data map and of Habeas: left out where they name a subject. */
  composed<Text extends string | null>(text: Text): Text | typeof LEFT_OUT;
}

export function cleanerOf(check: SubjectCheck): Cleaner {
  return {
    written: (text) => (text === null || (check.possible && !check.names(text)) ? text : LEFT_OUT),
    composed: (text) => (text === null || !check.names(text) ? text : LEFT_OUT),
  };
}

/** Who works appears by their label, save where they are a subject themselves: then by the id they have in Habeas. */
export function personOf<Name extends string | null>(label: string | null, name: Name, clean: Cleaner): string | Name {
  return label === null || clean.written(label) === LEFT_OUT ? name : label;
}
