/** Refusals that any page can meet: of what was sent, and of a server that is busy, in trouble, or newer than the page. */
export const generalRefusals = {
  'refusals.internal':
    'Something went wrong in Habeas, and was logged. Try again; if it stays so, tell whoever runs Habeas.',
  'refusals.unexpected': 'That did not go as it should. Try again; if it stays so, tell whoever runs Habeas.',
  'refusals.invalid-body': 'Something was entered that cannot be taken. Correct it.',
  'refusals.text-unfit': 'The text holds a character that is none. Type it anew instead of pasting it.',
  'refusals.body-missing': 'Nothing arrived at Habeas. Send it again.',
  'refusals.body-too-large': 'That is more than is taken at once. Divide it into several.',
  'refusals.body-too-slow': 'The connection was too slow. Send it again.',
  'refusals.body-broken-off': 'The connection broke off. Send it again.',
  'refusals.no-such-route': 'Habeas does not know this, or no longer. Load the page again.',
  'refusals.cursor-invalid': 'This page of the list does not exist any more. Go back to the first.',
  'refusals.server-busy': 'Habeas has too much to do at this moment. Try again.',
  'refusals.address-busy': 'Too much comes from where you are at this moment. Try again.',
  'refusals.stopping': 'Habeas was just being restarted. Try again.',
  'refusals.outcome-unknown':
    'The database broke off, and nobody can say whether this was stored. Load the page, and look before you send it again.',
  'refusals.database-busy': 'The database of Habeas has too much to do. Try again.',
  'refusals.database-unavailable': 'The database of Habeas does not answer. Try again later.',
  'refusals.database-full': 'The disk of the database of Habeas is full. Tell whoever runs it.',
  'refusals.database-read-only':
    'The database of Habeas takes nothing at this moment. Tell whoever runs it if it stays so.',
  'refusals.too-many-open-files': 'Habeas may open no more files. Tell whoever runs it.',
  'refusals.machine-unavailable': 'The machine of Habeas is short of something. Tell whoever runs it.',
  'refusals.store-unavailable': 'The database with the data does not answer. Try again later.',
  'refusals.store-away': 'The database with the data does not answer. Try again later.',
  'refusals.store-busy': 'The database with the data has too much to do. Try again later.',
  'refusals.store-refused': 'The database with the data refuses what is asked of it. Tell whoever runs Habeas.',
} as const;
