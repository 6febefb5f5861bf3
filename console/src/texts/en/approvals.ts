export const approvals = {
  'approvals.about':
    'Large deletions wait here for a second owner or admin, who was there before they were opened and is independent of who opened them.',
  'approvals.empty':
    'Nothing waits for approval. A deletion comes here when it names more people than its project allows without one.',
  'approvals.people': '{count, plural, one {# person} other {# people}}',
  'approvals.openedBy': 'Opened by',
  'approvals.decideBy': 'Decide by',
  'approvals.due': 'Due',
  'approvals.approvers': 'May approve',
  'approvals.nobody': 'nobody',
  'approvals.approve': 'Approve',
  'approvals.deny': 'Deny',
  'approvals.approve.words':
    '{count, plural, one {# person} other {# people}} will be erased from “{project}”. The deletion then goes on by itself: until it starts, it can still be revoked.',
  'approvals.approved': 'The deletion is approved and goes on by itself.',
  'approvals.refusal.approver-is-opener': 'You opened it: somebody else has to approve it.',
  'approvals.refusal.approver-is-no-person': 'Only a person can approve it.',
  'approvals.refusal.approver-too-new': 'You were not yet an owner or admin when it was opened.',
  'approvals.refusal.approver-not-independent':
    'You and whoever opened it are not independent: one of you let the other in, or the same person let in both.',
  'approvals.earlier': 'Somebody decided before you',
  'approvals.earlier.approved': '{by} approved it on {at}.',
  'approvals.earlier.denied': '{by} denied it on {at}.',
  'approvals.earlier.revoked': '{by} revoked it on {at}.',
  'approvals.earlier.started': 'It was started on {at}.',
  'approvals.earlier.succeeded': 'It was finished on {at}.',
  'approvals.earlier.failed': 'It failed on {at}.',
} as const;
