import { z } from 'zod';
import { dayOrMoment, givenDayOrMoment, lineOfText } from '../../platform/index.js';
import { beginningOf, REQUESTERS, type Receipt } from '../../compliance/index.js';

const SUBJECT_FREE = 'Must not be the id of one of the subjects: it is kept when the ids are destroyed.';
const WORD = 60;

const verification = z
  .strictObject({
    method: lineOfText(WORD).describe('How: `account`, `e-mail-code`, `notarized` …'),
    level: lineOfText(WORD).optional().describe('How certain: `reasonable`, `reasonably high` …'),
    at: givenDayOrMoment
      .optional()
      .describe('When; never in the future. A day begins by the time zone of the project.'),
  })
  .transform(({ method, level = null, at = null }) => ({ method, level, at }));

const text = {
  reference: lineOfText(200).optional().describe(`The company's own ticket. ${SUBJECT_FREE}`),
  channel: lineOfText(WORD)
    .optional()
    .describe(`How it came in: \`web-form\`, \`e-mail\`, \`phone\` … ${SUBJECT_FREE}`),
  requester: z.enum(REQUESTERS).optional().describe('Who asked: the person, or an agent they authorized.'),
};
const recorded = `How the company verified the person: recorded, not performed. ${SUBJECT_FREE}`;

/** The fields of the receipt in a JSON order, beside `receivedAt`. */
export const receiptFields = { ...text, verification: verification.optional().describe(recorded) };

/** The same in a multipart form, where `verification` is JSON text. */
export const receiptFormFields = {
  ...text,
  verification: z
    .string()
    .transform((json, context) => parse(json) ?? refuse(context))
    .pipe(verification)
    .optional()
    .describe(`${recorded} JSON such as \`{"method":"account","level":"reasonable"}\`.`),
};

const answered = z.string().nullable();
export const receiptAnswer = z
  .object({
    reference: answered,
    channel: answered,
    requester: z.enum(REQUESTERS).nullable(),
    verification: z.object({ method: z.string(), level: answered, at: z.iso.datetime().nullable() }).nullable(),
  })
  .describe('What the company recorded of how the request reached it.');

type GivenReceipt = { readonly [Field in keyof Receipt]?: Receipt[Field] | undefined };

/** @param timeZone of the project, by which days begin */
export function receiptGiven(given: GivenReceipt, timeZone: string): Receipt {
  const { reference = null, channel = null, requester = null, verification = null } = given;
  const at = verification?.at == null ? null : beginningOf(dayOrMoment(verification.at), timeZone).toISOString();
  return { reference, channel, requester, verification: verification && { ...verification, at } };
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue('must be JSON such as {"method":"account"}');
  return z.NEVER;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}
