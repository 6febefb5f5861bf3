/** Refusals about requests, their files of ids, holds, duties, opt-outs, and what a request yields. */
export const requestRefusals = {
  'refusals.request-not-found': 'This request does not exist, or you may not see it. See whether the address is whole.',
  'refusals.already-finished':
    'The request has ended, so that nothing about it can be decided any more. Open a new one where one is needed.',
  'refusals.already-started': 'The work has begun meanwhile, and cannot be stopped any more.',
  'refusals.already-approved': 'Somebody has approved it meanwhile. Nothing is left to be done.',
  'refusals.already-extended': 'The deadline was extended before, and the law allows that once.',
  'refusals.approval-not-needed': 'The request waits for nobody. It goes on by itself.',
  'refusals.approver-is-opener': 'You opened it, so that somebody else has to approve it.',
  'refusals.approver-is-no-person': 'Only a person can approve it. Sign in, and do it yourself.',
  'refusals.approver-too-new':
    'You were no owner or admin when it was opened, so that somebody else has to approve it.',
  'refusals.approver-not-independent':
    'You and whoever opened it are not independent: one invited the other, or the same person both. Somebody else has to approve it.',
  'refusals.note-names-subject': 'The note holds the id of one of the people. It outlives the ids: write it without.',
  'refusals.reason-names-subject':
    'The reason holds the id of one of the people. It outlives the ids: write it without.',
  'refusals.manner-names-subject': 'This holds the id of one of the people. It outlives the ids: write it without.',
  'refusals.hold-names-subject':
    'The reason or your reference holds the id of one of the people. It outlives the ids: write it without.',
  'refusals.duty-names-subject': 'The text holds the id of the person. It outlives the ids: write it without.',
  'refusals.receipt-names-subject':
    'How the request reached you holds the id of one of the people. It outlives the ids: write it without.',
  'refusals.extension-too-late':
    'The deadline has passed. It could be extended only before, since the person is to be told by then.',
  'refusals.nothing-to-hand-over': 'There is no answer to hand over. A request has one when it is finished or denied.',
  'refusals.handed-over-in-future': 'Nothing was handed over in the future. Correct the time.',
  'refusals.handed-over-before-end': 'There was no answer yet at that time. Choose a time after the request ended.',
  'refusals.subject-not-found': 'The request has no folder of that person, or no longer. Load the page again.',
  'refusals.nothing-to-retry': 'No attempt has failed. The request takes its course.',
  'refusals.carries-out-a-duty':
    'This deletion carries out what was owed, and cannot be taken back. Place a hold where one is due.',
  'refusals.ids-under-deletion':
    'Some of these ids are in a deletion that has not ended. Leave them out, or wait for its end.',
  'refusals.idempotency-key-reused':
    'This page has sent another order before. Load it again, and enter the order anew.',
  'refusals.raw-id-needed':
    'Some of these ids are hashes, and tables of the company know no hash. Name the ids themselves.',
  'refusals.disclosure-needs-ccpa': 'Categories and sources exist under CCPA only. Choose the data, or CCPA.',
  'refusals.received-in-future': 'A request cannot have come in in the future. Correct the time.',
  'refusals.verified-in-future': 'Nobody was verified in the future. Correct the time.',
  'refusals.suppress-needs-deletion': 'Only a deletion of the data themselves can keep people out after it.',
  'refusals.then-needs-export': 'Only an export can be followed by a deletion.',
  'refusals.then-needs-data': 'A deletion can follow an export of the data themselves. Open the two by themselves.',
  'refusals.too-many-subjects':
    '{given, number} people were named, and {limit, number} are the most at once. Divide them into several.',
  'refusals.too-many-ids':
    '{given, number} ids were named, and {limit, number} are the most at once. Divide them into several.',
  'refusals.receipt-incomplete':
    'The project asks for more about how the request reached you. Fill in what is missing.',
  'refusals.too-many-decisions':
    'That is more decisions about ids than one request takes. Divide the people into several.',
  'refusals.decision-subject-unknown':
    'A shared id can be given to one of the people of the request alone. Choose one of them.',
  'refusals.decision-repeated': 'A shared id is decided about once, for one person.',
  'refusals.decision-not-ambiguous':
    'Some of these ids are not shared any more, or never were. Have the preview shown again.',
  'refusals.distinct-ids-invalid': 'One of the ids cannot be one.',
  'refusals.csv-invalid': 'Line {line, number} of the file cannot be read. Correct it, and choose the file again.',
  'refusals.csv-empty': 'There is no id in the file. Write one on each line.',
  'refusals.csv-not-utf8':
    'The letters of the file cannot be told for sure. Save it as CSV (UTF-8), and choose it again.',
  'refusals.csv-other-format': 'That is no CSV file. Save the list of ids as CSV (UTF-8), and choose that.',
  'refusals.csv-too-large': 'The file is larger than the {limit, number} bytes that are taken. Divide it into several.',
  'refusals.csv-too-many-rows': 'The file names the same people over and over again. Leave out what is there twice.',
  'refusals.csv-header-unclear': 'The first line of the file may be a name or an id.',
  'refusals.csv-column-unclear': 'It is not clear which column of the file holds the ids.',
  'refusals.multipart-invalid': 'The file did not arrive whole. Choose it again.',
  'refusals.ids-destroyed': 'The ids were destroyed after their retention. Open a new request where one is needed.',
  'refusals.closure-too-large':
    'More ids are tied to these people than people have. Have the links looked at, then ask again.',
  'refusals.hold-not-found': 'This hold does not exist, or you may not see it. Load the page again.',
  'refusals.hold-ended': 'The hold has ended by itself. Nothing is left to be lifted.',
  'refusals.until-not-ahead': 'A hold must end in the future. Choose a later day.',
  'refusals.deletion-started':
    'The deletion of some of these people has begun, and cannot be held back any more. No hold was placed: leave them out.',
  'refusals.duty-not-found': 'This duty does not exist, or you may not see it. Load the page again.',
  'refusals.duty-ended': 'Nothing is owed any more. Load the page again.',
  'refusals.duty-under-way': 'It is being carried out at this moment. Follow the deletion that does it.',
  'refusals.duty-held': 'The person is on hold. Lift the hold first, and it becomes due by itself.',
  'refusals.duty-of-an-end':
    'It is what is left of a project that is gone, and cannot be given up. It is erased when nobody holds the person.',
  'refusals.duty-of-a-file': 'The file is destroyed by itself. Nothing has to be given up.',
  'refusals.property-withheld':
    'This property is withheld from everybody, so that nobody is found by it. Search by another one.',
  'refusals.property-sensitive':
    'This property is sensitive, and the project does not show it to you. Search by another one, or ask an owner.',
  'refusals.search-too-slow': 'The search took too long, and was given up. Search by another property, or later.',
  'refusals.request-not-finished': 'The request has not ended, and the record tells of its end. Come back when it has.',
  'refusals.revision-not-found': 'The record has no such revision. Load the page again.',
  'refusals.export-not-finished': 'The file is not finished yet. The page shows when it is.',
  'refusals.artifact-expired':
    'The file was destroyed after its retention. Open a new export if it is needed once more.',
  'refusals.artifact-destroyed':
    'What the file held was erased since, and it with that. Open a new export if one is needed.',
  'refusals.artifact-damaged':
    'The stored file is not what was written, so that nothing of it is given out. Open a new export, and tell whoever runs Habeas.',
  'refusals.artifact-missing':
    'The stored file is not there any more. Open a new export, and tell whoever runs Habeas.',
  'refusals.artifact-store-refused': 'The place where files are kept refuses Habeas. Tell whoever runs it.',
  'refusals.artifact-store-unavailable': 'The place where files are kept does not answer. Try again later.',
  'refusals.key-unreadable': 'This was encrypted under another master key. Tell whoever runs Habeas.',
  'refusals.too-many-streams': 'Too many pages are open at once. Close some of them.',
} as const;
