/** What of a setting is not as it can be, by the fault that the API names. */
export const settingFaults = {
  'refusals.setting-unfit.beyond-plan':
    'The plan “{plan}” keeps recordings for {most, number} days at the most. Choose fewer days.',
  'refusals.setting-unfit.name-missing': 'A project needs a name. Enter one.',
  'refusals.setting-unfit.timezone': 'There is no time zone of that name. Choose one such as Europe/Berlin.',
  'refusals.setting-unfit.language': 'There are no texts in that language. Choose one of {languages}.',
  'refusals.setting-unfit.grace':
    'The grace of a deletion lies between nothing and 21 days. Enter hours from 0 to 504.',
  'refusals.setting-unfit.grace-beside-waits':
    'This grace and the longest wait for a sweep would leave no five days of the shortest deadline. Shorten the grace.',
  'refusals.setting-unfit.deletion-limit':
    'One deletion may name from 1 to {most, number} people. Enter such a number.',
  'refusals.setting-unfit.opt-in-event':
    'The event that opts in needs a name other than $opt_in. Enter another, or none.',
  'refusals.setting-unfit.approval-count': 'The count above which a deletion needs approval is a whole number from 0.',
  'refusals.setting-unfit.approval-share':
    'The share above which a deletion needs approval lies between 0 and 100 percent.',
  'refusals.setting-unfit.receipt-fields': 'What an order can be asked for is one of {fields}.',
  'refusals.setting-unfit.too-many-holidays':
    'A project has {most, number} public holidays at the most. Leave out some, such as those that have gone by.',
  'refusals.setting-unfit.holiday':
    'One of the public holidays is a day that does not exist. Write each like 2026-12-25.',
  'refusals.setting-unfit.too-many-blocked':
    'A project has {most, number} blocked properties at the most. Name several at once, as in utm_*.',
  'refusals.setting-unfit.blocked-missing':
    'Number {number, number} of the blocked properties names none. Write a name, or the beginning of some and * behind it.',
  'refusals.setting-unfit.blocked-too-long':
    'Number {number, number} of the blocked properties has more than {limit, number} characters. Shorten it.',
  'refusals.setting-unfit.blocked-needed':
    'Number {number, number} of the blocked properties is needed to file what comes in, and cannot be blocked. Leave it out.',
  'refusals.setting-unfit.dropped-values': 'What values can be dropped for is one of {kinds}.',
  'refusals.setting-unfit.record-sessions': 'The share of sessions that are recorded lies between 0 and 100 percent.',
  'refusals.setting-unfit.replay-days': 'Recordings are kept from 1 to {most, number} days. Enter such a number.',
  'refusals.setting-unfit.hash-ids': 'Whether ids are hashed can be changed only while the project holds nothing.',
  'refusals.setting-unfit.number': '{name} must be a whole number from {least, number} to {most, number}.',
  'refusals.setting-unfit.basis': 'The reason why events are kept for longer has from 1 to {most, number} characters.',
  'refusals.class-unfit.too-many-rules':
    'A project has {most, number} rules at the most. Write some as one, with * in it.',
  'refusals.class-unfit.missing':
    'The name of change {number, number} is none. Name a property or a column, or write a pattern with * in it.',
  'refusals.class-unfit.too-long':
    'The name of change {number, number} has more than {limit, number} characters. Shorten it.',
  'refusals.class-unfit.needed':
    'The name of change {number, number} is what records are filed by, and is always shown. Leave it out.',
  'refusals.class-unfit.too-many-steps':
    'The name of change {number, number} has more than {limit, number} names with a dot in between. Begin it further in.',
  'refusals.class-unfit.too-many-stars':
    'The name of change {number, number} has more than {limit, number} stars. Leave some out.',
} as const;
