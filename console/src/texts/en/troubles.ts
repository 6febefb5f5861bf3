/** What to do about what stands in a request's way, or ended it, by the code of the failure. The API's own sentence says what happened. */
export const troubles = {
  'troubles.internal':
    'Nobody foresaw this. Give the log of the worker to whoever runs Habeas, with the time of this attempt.',
  'troubles.store-refused':
    'The database refuses what the data map asks of it. Have its settings or rights changed, or the data map.',
  'troubles.missing-right': 'Have the named right given to the role that Habeas uses in that database.',
  'troubles.mutation-refused': 'ClickHouse has given the removal up. Have its reason put right there.',
  'troubles.session-shared':
    'Something between Habeas and the database shares sessions. Have Habeas connected directly, or through a pooler that keeps a session.',
  'troubles.would-take-others':
    'Erasing these rows would take rows of other people along. Have the tables that refer to them added to the data map.',
  'troubles.files-refused': 'Have Habeas’ user given the directory that HABEAS_DATA_DIR names.',
  'troubles.artifact-store-refused':
    'The bucket of the files refuses Habeas. Have its credentials and rights put right.',
  'troubles.artifact-store-unavailable':
    'The place where files are kept does not answer. It goes on by itself when it does.',
  'troubles.store-unavailable': 'The database does not answer. It goes on by itself when it does.',
  'troubles.store-away': 'The database does not answer. It goes on by itself when it does.',
  'troubles.store-busy': 'The database has too much before it. It goes on by itself.',
  'troubles.database-busy': 'Habeas’ own database has too much before it. It goes on by itself.',
  'troubles.database-unavailable': 'Habeas’ own database does not answer. It goes on by itself when it does.',
  'troubles.database-full': 'The disk of Habeas’ database is full. Have space made on it.',
  'troubles.database-read-only': 'Habeas’ database takes no writes at the moment. Have that looked at where it lasts.',
  'troubles.too-many-open-files': 'Have the limit of open files of Habeas’ process raised.',
  'troubles.machine-unavailable': 'The machine of Habeas is short of something. Have its disks and memory looked at.',
  'troubles.older-snapshot':
    'An older transaction can still see the rows. It goes on by itself when that has ended; ask whoever runs long queries or backups.',
  'troubles.mutation': 'ClickHouse still removes the rows. It goes on by itself.',
  'troubles.would-untie': 'Rows of others refer to these. It goes on when those have been erased.',
  'troubles.survivors': 'Rows were found after the erasure. They are erased again by the next attempt.',
  'troubles.not-read-back': 'The collection was not read back to its end. The next attempt reads it again.',
  'troubles.artifact-not-read-back': 'The file was not read back as it was written. The next attempt writes it anew.',
  'troubles.count-mismatch': 'Rows changed while they were written. The next attempt writes them anew.',
  'troubles.clock-distrusted': 'The clocks of machines differ too much. Have them set by the same server of time.',
  'troubles.lease-lost': 'Another worker has taken over. It goes on by itself.',
  'troubles.turn-lost': 'Another worker has taken over. It goes on by itself.',
  'troubles.outcome-unknown': 'The database was lost at the last step. The next attempt finds out how it ended.',
  'troubles.stopping': 'The worker was being stopped. Another goes on.',
  'troubles.key-unreadable': 'The ids were sealed under another master key. Have Habeas started with that one.',
  'troubles.store-unknown': 'The data map names a database that Habeas does not know. Have the data map put right.',
  'troubles.collection-kept':
    'The data map keeps this collection. Have the data map looked at, then open a new request.',
  'troubles.closure-too-large':
    'More ids are tied to this person than one person has. Name the person by another id, or have the links looked at.',
  'troubles.ids-destroyed': 'The ids were destroyed after their retention. Open a new request where one is needed.',
  'troubles.poisoned': 'This request alone stopped the sweep. Give its number to whoever runs Habeas.',
  'troubles.subjects-failed': 'The people it failed for are marked below. Open a new request for them.',
  'troubles.request-not-started': 'The request was ended meanwhile. Nothing needs to be done.',
} as const;
