import { pageTexts } from '../../page-texts/index.js';
import { rightsUnder } from './subject-rights.js';
import type { CollectionFinding, ListedRecording, SubjectStatement } from './subject-statement.js';

/** Programs are told the same whoever the page is for. */
const LANGUAGE = 'en';
const NOT_STATED = 'not stated by the company';

/**
 * `about.json` of a subject's folder: the information that goes with a copy of the data, for machines. It answers
 * GDPR Art. 15(1)(a)-(h) and 15(2), or Cal. Civ. Code §1798.110(a)(1)-(5). Times are ISO 8601 in UTC (years beyond 0 to 9999 with a sign and six digits or more), month keys `YYYY-MM`;
 * a limit that is not set is null; what the company has not said is named as such, never left out. Of a collection,
 * `automatedDecisions` and `transfersAndSafeguards` are null where those of the company hold.
 */
export function renderAboutJson(statement: SubjectStatement): string {
  const { regime, disclosure, company, window } = statement;
  const about = {
    format: 'habeas/about/1',
    controller: { name: statement.controller, contact: statement.contact ?? NOT_STATED },
    request: {
      reference: statement.reference,
      regime,
      disclosure,
      receivedAt: statement.receivedAt.toISOString(),
      preparedAt: statement.preparedAt.toISOString(),
      covers: { from: window.from?.toISOString() ?? null, to: window.to?.toISOString() ?? null },
    },
    ...(statement.subjectId === null ? {} : { subject: { id: statement.subjectId } }),
    collections: statement.collections.map((collection) => describe(collection, statement)),
    ...(regime === 'GDPR'
      ? {
          automatedDecisions: company.automatedDecisions ?? NOT_STATED,
          transfersAndSafeguards: company.transferSafeguards ?? NOT_STATED,
        }
      : { saleOrSharing: company.saleOrSharing ?? NOT_STATED }),
    rights: rightsUnder({ ...statement, language: LANGUAGE }),
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}

function describe(collection: CollectionFinding, { regime, sharedDevice }: SubjectStatement): object {
  return {
    name: collection.name,
    title: collection.title,
    purpose: collection.purpose,
    categories: collection.categories,
    source: collection.sourceCategory,
    recipients: collection.recipients ?? NOT_STATED,
    presumedByHabeas: collection.presumed,
    retention: collection.kept === undefined ? collection.retention : pageTexts(LANGUAGE).answer.kept(collection.kept),
    ...(collection.period === undefined ? {} : { retentionPeriod: collection.period }),
    ...(collection.keptByLaw === undefined ? {} : { keptOnLegalBasis: collection.keptByLaw }),
    ...(regime === 'GDPR'
      ? { automatedDecisions: collection.automatedDecisions, transfersAndSafeguards: collection.transfers }
      : {}),
    file: collection.file,
    sheet: collection.sheet,
    ...(collection.recordings === undefined ? {} : { recordings: collection.recordings.map(recordingOf) }),
    held: {
      records: collection.rows,
      firstAt: collection.firstAt,
      lastAt: collection.lastAt,
    },
    heldButNotDisclosed: collection.withheld,
    heldButTooLargeToCopy: collection.notCopied,
    leftOutAsPossiblyAnotherPersons: collection.ambiguousRows,
    notes: sharedDevice ? [pageTexts(LANGUAGE).answer.sharedDevice] : [],
  };
}

function recordingOf({ startedAt, endedAt, addresses, devices, pages }: ListedRecording): object {
  return { startedAt, endedAt, addresses, devices, pages };
}
