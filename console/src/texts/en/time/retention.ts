/** How long a project keeps what, and what a change would take. */
export const retention = {
  'retention.about':
    'What is held goes by itself when its time is over, in a run each night. Nothing goes of a person on hold, or of one named in a request that has not ended.',
  'retention.noProject': 'There is no project yet. How long something is kept is said of a project.',

  'retention.rule': 'How long it is kept',
  'retention.rule.about':
    'Days are those of the project’s time zone. What is older than the date goes with the next run.',
  'retention.rule.what': 'What',
  'retention.rule.kept': 'Kept for',
  'retention.rule.why': 'Why',
  'retention.rule.before': 'Goes if older than',
  'retention.events': 'Events',
  'retention.profiles': 'Profiles',
  'retention.recordings': 'Recordings of sessions',
  'retention.events.kept':
    '{months, plural, one {One month} other {# months}} from the date of the event, not of its arrival',
  'retention.events.standard': 'Two years: the rule for every project.',
  'retention.events.made-before-2025-09':
    'Five years: the project was made before 1 September 2025, and its plan has never changed. A change of plan makes it two.',
  'retention.events.chosen':
    'Chosen for this project. The rule would be {months, plural, one {one month} other {# months}}.',
  'retention.events.basis': 'Basis: {basis}',
  'retention.profiles.kept': 'As long as the subscription lasts',
  'retention.profiles.unseen': 'Until nothing was heard of the person for {days, plural, one {one day} other {# days}}',
  'retention.profiles.afterEnd':
    '{days, plural, =0 {Until the subscription ends} one {Until one day after the subscription ends} other {Until # days after the subscription ends}}',
  'retention.profiles.goAllAt': 'All go on',
  'retention.profiles.why': 'Profiles last as long as the subscription; what is less is chosen for this project.',
  'retention.recordings.kept': '{days, plural, one {One day} other {# days}} from the arrival',
  'retention.recordings.why':
    'Chosen for this project; the plan allows {days, plural, one {one day} other {# days}}. A change holds for what arrives after it.',
  'retention.tables.why': 'As the data map says.',
  'retention.tables.does.erase': 'then erased',
  'retention.tables.does.anonymize': 'then anonymized',
  'retention.tables.does.nothing': 'nothing goes by itself',
  'retention.tables.kept': '{period} from {column}, {does}',

  'retention.change': 'Change it',
  'retention.change.about':
    'Keeping longer counts at once. Keeping less {waits, select, yes {would count from {from} if it were saved now, and can be taken back until then} other {counts at once, and cannot be taken back}}.',
  'retention.plan': 'Plan',
  'retention.plan.about': 'Any change of plan, an upgrade too, makes two years out of five.',
  'retention.plan.owners': 'Owners change the plan and the dates of the project.',
  'retention.plan.option': '{name}: recordings up to {days, plural, one {one day} other {# days}}',
  'retention.madeAt': 'Made on',
  'retention.madeAt.about': 'Where the project comes from elsewhere and is older than here. It can be said once.',
  'retention.subscriptionEndsAt': 'Subscription ends on',
  'retention.subscriptionEndsAt.about': 'Empty: it goes on.',
  'retention.eventMonths': 'Months an event is kept',
  'retention.eventMonths.about':
    'Empty: by the rule, {months, plural, one {one month} other {# months}}. More than the rule says needs a basis.',
  'retention.eventBasis': 'Basis for keeping events longer',
  'retention.eventBasis.about': 'Such as the law that asks for it. Name nobody here.',
  'retention.eventBasis.missing': 'Say why events are kept longer than the rule says.',
  'retention.profileUnseenDays': 'Days a profile is kept after the last sign of the person',
  'retention.profileUnseenDays.about': 'Empty: as long as the subscription lasts.',
  'retention.profileDaysAfterEnd': 'Days profiles are kept after the subscription',
  'retention.profileDaysAfterEnd.about': 'Empty: they stay, whatever the subscription does.',
  'retention.replayDays': 'Days a recording is kept',
  'retention.replayDays.about': 'From 1 to {most}, as the plan allows. Holds for what arrives after the change.',

  'retention.shorten': 'Keep less?',
  'retention.shorten.words':
    'This is what the next run would take if the shorter time counted now. It counts {waits, select, yes {from {from}; until then you can take the change back} other {at once, and cannot be taken back}}. What has gone does not come back.',
  'retention.shorten.plan':
    'A change of plan makes it two years for events. This is what would go with it if it counted now.',
  'retention.shorten.go': 'Keep less',

  'retention.preview': 'What would go now',
  'retention.preview.about':
    'Counts what a run would take at this moment, collection by collection. Nothing is touched.',
  'retention.preview.count': 'Count',
  'retention.preview.counting': 'Counting. That takes a while where much is held.',
  'retention.preview.none': 'Nothing would go.',
  'retention.preview.counted': 'Counted',
  'retention.preview.collection': 'Collection',
  'retention.preview.rows': 'Rows that go',
  'retention.preview.spared': 'Rows spared',
  'retention.preview.referredTo': 'Rows others refer to',
  'retention.preview.spared.about':
    'Spared are the rows of people on hold and of people named in a request that has not ended, whatever their age. Rows that other rows refer to stay until those have gone.',
  'retention.preview.chosen': 'Months of',
  'retention.preview.months': '{title}, by month',
  'retention.preview.shorter': 'What would go then',
  'retention.preview.months.about': '{collection}: rows by the month of their own date.',
  'retention.preview.noMonth': 'no date',
  'retention.preview.month': 'Month',
  'retention.preview.later': 'What goes later',
  'retention.preview.goesAt': 'Goes on',

  'retention.pending': 'Changes that do not count yet',
  'retention.pending.about': 'Until its date, what was longer counts.',
  'retention.pending.before': 'Until then',
  'retention.pending.after': 'From then on',
  'retention.pending.by': 'Made',
  'retention.pending.byWhom': 'by {name}',
  'retention.pending.effectiveAt': 'Counts from',
  'retention.pending.takeBack': 'Take back',
  'retention.pending.takeBack.of': 'Take back the change of {collection}',
  'retention.pending.takenBack': 'The change was taken back.',
  'retention.window.months': '{count, plural, one {one month} other {# months}}',
  'retention.window.unseenDays': 'unseen for {count, plural, one {one day} other {# days}}',
  'retention.window.daysAfterEnd': '{count, plural, one {one day} other {# days}} after the subscription',
  'retention.window.subscriptionEndsAt': 'subscription ends on',
  'retention.window.forever': 'no end',
} as const;
