export const MEASURES = [
  'addresses-dropped',
  'ids-hashed',
  'ids-sealed',
  'exports-encrypted',
  'audit-unchanged',
  'roles',
  'passwords-hashed',
  'second-factor',
  'identity-provider',
  'second-person',
  'erasure-read-back',
  'bytes-scrubbed',
  'transport-encrypted',
] as const;
export type Measure = (typeof MEASURES)[number];

/** What decides whether a measure that can be left out is taken. */
export interface Circumstances {
  readonly hashIds: boolean;
  readonly requireSecondFactor: boolean;
  readonly hasProvider: boolean;
  readonly needsSecondPerson: boolean;
  readonly isEncrypted: boolean;
}

const WORDS: Readonly<Record<Measure, string>> = {
  'addresses-dropped': 'The address of a visitor is dropped before anything is stored, queued or logged.',
  'ids-hashed': 'Ids of people are kept as keyed hashes alone.',
  'ids-sealed':
    'The tables of Habeas itself hold ids of people as keyed hashes, and as ciphertext under a key of each request that is destroyed.',
  'exports-encrypted':
    'Files of exports are encrypted (AES-256-GCM) in parts that can each be destroyed; links to them end.',
  'audit-unchanged':
    'What was done is written into an audit that the database refuses to change, without ids of people.',
  roles: 'Every route asks for a role; what is sensitive is shown to whom the project names.',
  'passwords-hashed': 'Passwords are kept as Argon2id hashes, tokens and secrets as hashes.',
  'second-factor': 'Members who sign in with a password need a second factor.',
  'identity-provider': "People can sign in by the company's own identity provider.",
  'second-person': 'Large deletions wait for a second, independent person.',
  'erasure-read-back':
    'An erasure is said to be done after a read-back has found nothing, and is recorded with a signature.',
  'bytes-scrubbed': 'Bytes of what was erased leave the data files by a regular scrub.',
  'transport-encrypted': 'The address of the instance is one of https.',
};

/** What the program does for the security of the processing, with what it could do and does not. */
export function securityMeasures(
  circumstances: Circumstances,
): { readonly measure: Measure; readonly inForce: boolean; readonly words: string }[] {
  const chosen: Partial<Record<Measure, boolean>> = {
    'ids-hashed': circumstances.hashIds,
    'second-factor': circumstances.requireSecondFactor,
    'identity-provider': circumstances.hasProvider,
    'second-person': circumstances.needsSecondPerson,
    'transport-encrypted': circumstances.isEncrypted,
  };
  return MEASURES.map((measure) => ({ measure, inForce: chosen[measure] ?? true, words: WORDS[measure] }));
}
