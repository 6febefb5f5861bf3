export const sweeps = {
  'sweeps.title': 'Due deletions',
  'sweeps.due':
    '{deletions, plural, =0 {No deletion waits for the sweep.} one {One deletion waits for the sweep: {subjects, plural, one {# person} other {# people}}.} other {# deletions wait for the sweep: {subjects, plural, one {# person} other {# people}}.}}',
  'sweeps.next': 'The next sweep starts by itself:',
  'sweeps.underway': 'A sweep is under way.',
  'sweeps.now': 'Sweep now',
  'sweeps.ownersOnly': 'Owners can start it at once.',
  'sweeps.confirm': 'Start the sweep now?',
  'sweeps.confirm.words':
    'Carried out at once: {deletions, plural, one {# deletion} other {# deletions}}, {subjects, plural, one {# person} other {# people}}. What is erased does not come back, and a deletion that has started cannot be revoked.',
  'sweeps.confirm.go': 'Erase now',
  'sweeps.ordered': 'The sweep starts: {deletions, plural, one {# deletion} other {# deletions}}.',
  'sweeps.latest': 'Latest sweeps',
  'sweeps.latest.none': 'No sweep has taken a deletion of yours yet.',
  'sweeps.started': 'Started',
  'sweeps.finished': 'Finished',
  'sweeps.finished.not': 'under way',
  'sweeps.deletions': 'Deletions',
  'sweeps.people': 'People',
} as const;
