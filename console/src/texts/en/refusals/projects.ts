/** Refusals about projects: their settings, data, retention, and end. */
export const projectRefusals = {
  'refusals.project-not-found': 'This project does not exist, or you may not see it. Load the page again.',
  'refusals.project-forbidden': 'This project does not exist, or you are no owner or admin of its organization.',
  'refusals.project-closed':
    'The project is closed while what it holds is set aside or brought back. Try again in some minutes.',
  'refusals.project-ended': 'The project was deleted. An owner can bring it back under Projects.',
  'refusals.project-not-empty':
    'Whether ids are kept as hashes alone can be changed only while the project holds nothing. Make a new project for it.',
  'refusals.token-malformed': 'A project token has 32 hex digits in small letters.',
  'refusals.token-taken': 'Another project has this token. Leave it out to get a new one.',
  'refusals.setting-unfit': 'One of the settings cannot be as it was entered. Correct it.',
  'refusals.overlap-unfit': 'The old API secret stays good for 0 to 7 whole days.',
  'refusals.view-unfit':
    'One of the tools that are named belongs to the organization no longer, or is good no more. Load the page again.',
  'refusals.class-unfit': 'One of the names cannot be one. Correct it.',
  'refusals.made-at-set': 'When the project was made has been said, and is said once.',
  'refusals.made-at-unfit': 'A project cannot have been made after it came here. Choose an earlier day.',
  'refusals.beyond-plan': 'The plan of the project keeps recordings for a shorter time. Choose fewer days.',
  'refusals.basis-missing': 'To keep events for longer than the rule says takes a reason. State it.',
  'refusals.map-decides': 'How long this is kept stands in the data map, a file on the server. Have it changed there.',
  'refusals.plan-unknown': 'There is no such plan here, or no longer. Load the page again.',
  'refusals.change-not-found': 'This change does not exist any more. Load the page again.',
  'refusals.change-not-chosen': 'Nobody chose this time: it is what the rule says. Choose another one.',
  'refusals.change-in-effect': 'The change has taken effect. Choose the time anew.',
  'refusals.change-followed': 'The time was changed again since. Take that back first, or choose it anew.',
  'refusals.retention-run-not-found': 'This run does not exist. Load the page again.',
  'refusals.retention-run-not-finished':
    'The run has not ended, and its record tells of its end. Come back when it has.',
  'refusals.retention-record-not-found': 'The run had nothing to do for your projects, and no record tells of it.',
  'refusals.organization-missing': 'You belong to several organizations. Choose at the top right which one is meant.',
  'refusals.ending-not-found': 'This does not exist, or you may not see it. Load the page again.',
  'refusals.ending-not-finished': 'It has not gone yet, and the record tells that it has. Come back afterwards.',
  'refusals.ending-restored': 'It has been brought back already. Load the page again.',
  'refusals.ending-under-way': 'Its data are being moved. Try again in some minutes.',
  'refusals.restore-too-late': 'The time in which it could be brought back is over.',
  'refusals.requests-open':
    '{open, plural, one {A request of the project has} other {# requests of the project have}} not ended. Wait for that, or revoke what can be revoked.',
  'refusals.name-differs': 'The name is not that of the project. Type it as it stands above.',
  'refusals.coverage-slow': 'The check is not done yet, and goes on. Look again in a minute.',
} as const;
