/** What is decided about a request, and what that means. */
export const decisions = {
  'decisions.act.revoke': 'Revoke',
  'decisions.act.deny': 'Deny',
  'decisions.act.extend': 'Extend the deadline',
  'decisions.act.approve': 'Approve',
  'decisions.act.retry': 'Look at it again',
  'decisions.act.handOver': 'Record the hand-over',
  'decisions.act.print': 'Print',
  'decisions.act.stale': 'The page behind this shows how the request stands now.',
  'decisions.revoke.export':
    'The export stops, and what it has written is destroyed. A deletion ordered with it then waits for approval.',
  'decisions.revoke.deletion': 'The deletion ends, and nothing is erased. The ids may be asked for again.',
  'decisions.revoke.final': 'This cannot be undone: open a new request instead.',
  'decisions.revoked': 'The request was revoked.',
  'decisions.deny.words': 'The request ends without anything being disclosed or erased. The person has to be told why.',
  'decisions.deny.reason': 'Reason',
  'decisions.deny.noReason': 'Choose the reason.',
  'decisions.deny.namesSubject': 'The note holds an id of one of the people. Say it without.',
  'decisions.deny.note': 'Note for the record',
  'decisions.deny.note.about': 'Without any id of the person: it outlives the ids.',
  'decisions.denied': 'The request was denied.',
  'decisions.extend.GDPR':
    'Two further months from the first deadline, once (Art. 12(3) GDPR). Tell the person of it, with the reason, before the first deadline is over.',
  'decisions.extend.CCPA':
    '45 further days, once (11 CCR §7021(b)). Tell the person of it, with the reason, before the first deadline is over.',
  'decisions.extend.reason': 'Why more time is needed',
  'decisions.extend.reason.about': 'As the person is told, without any id of theirs.',
  'decisions.extended': 'The deadline was extended.',
  'decisions.approve.words':
    'The deletion goes on without further questions: {people, plural, one {the data of one person is} other {the data of # people is}} erased when its grace is over. Look at the people below first.',
  'decisions.approved': 'The deletion was approved.',
  'decisions.retry.words': 'Habeas looks at the request again at once instead of waiting for its next attempt.',
  'decisions.retried': 'The request is looked at again.',
  'decisions.handOver.words': 'For the record: when, how and by whom the person was given the answer.',
  'decisions.handOver.grace':
    'Of an export with a deletion behind it, handing over the whole begins the grace of that deletion.',
  'decisions.handOver.what': 'What was handed over',
  'decisions.handOver.manner': 'How',
  'decisions.handOver.manner.about': 'Such as: e-mail, post, account. Without any id of the person.',
  'decisions.handOver.at': 'On which day (empty: now)',
  'decisions.handedOver': 'The hand-over was recorded.',
} as const;
