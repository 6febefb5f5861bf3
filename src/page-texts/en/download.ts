/** What whoever follows a link to an export is told where it cannot be had. */
export const download = {
  /** By the status of the answer. */
  headings: {
    401: 'This link does not work',
    404: 'There is nothing here',
    410: 'This download is no longer there',
    503: 'This download cannot be had for the moment',
  } as Readonly<Record<number, string>>,
  heading: 'This download cannot be had',
  /** By the code of the error; of others the API's own sentence stands, in English. */
  reasons: {
    'link-invalid': 'This link is not valid: copy it whole, or ask for a new one.',
    'link-expired': 'This link has expired.',
    'artifact-expired': 'The file was destroyed when its time was over.',
    'artifact-destroyed': 'What this file held was erased since: nothing of it is left to give.',
    'project-ended': 'The project that this file is of was deleted: nothing of it is given out.',
    'artifact-missing': 'The stored file is no longer there.',
    'artifact-damaged': 'The stored file is damaged, so nothing of it is given out.',
  } as Readonly<Record<string, string>>,
  advice:
    'If you were given this link by a company, ask it for a new one: it can make one as long as it keeps the file.',
};
