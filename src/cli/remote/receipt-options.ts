import { Option, type Command } from 'commander';
import { REQUESTERS } from '../../compliance/index.js';

export interface ReceiptOptions {
  readonly receivedAt?: string;
  readonly reference?: string;
  readonly channel?: string;
  readonly requester?: string;
  readonly verifiedBy?: string;
  readonly verifiedLevel?: string;
  readonly verifiedAt?: string;
}

export function receiptOptions(command: Command): Command {
  return command
    .option(
      '--received-at <day>',
      'when the company received it, if not now: a day by the zone of the project, or a time',
    )
    .option('--reference <ticket>', "the company's own ticket; not an id of a subject")
    .option('--channel <word>', 'how it came in, such as web-form or e-mail')
    .addOption(new Option('--requester <who>', 'who asked').choices(REQUESTERS))
    .option('--verified-by <method>', 'how the company verified the person, such as account')
    .option('--verified-level <level>', 'how certain that is, such as reasonable')
    .option('--verified-at <day>', 'when they were verified: a day by the zone of the project, or a time');
}

/** The receipt as an order carries it; what was not given is absent. */
export function receiptTerms(options: ReceiptOptions): Record<string, unknown> {
  const { receivedAt, reference, channel, requester, verifiedBy, verifiedLevel, verifiedAt } = options;
  const verification = given({ method: verifiedBy, level: verifiedLevel, at: verifiedAt });
  const verified = Object.keys(verification).length > 0 ? verification : undefined;
  return given({ receivedAt, reference, channel, requester, verification: verified });
}

function given(terms: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
}
