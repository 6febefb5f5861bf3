import { SetMetadata } from '@nestjs/common';

/**
 * Who may use a route:
 * - `public`: anybody;
 * - `link`: whoever holds a signed link;
 * - `session`: a person who signed in;
 * - `privacy`: an owner or admin by GDPR OAuth token, session or service account, or a project's secret where it is allowed;
 * - `import`: Basic with a project's API secret or token, or a service account; secret or token may be an `api_key` in the query, and
 *   in a form, which whoever reads the form has to look for;
 * - `questions`: an owner or admin by GDPR OAuth token or service account, or a project's API secret where it may ask;
 * - `ingest`: the project token in the body.
 */
export const DECLARATIONS = ['public', 'link', 'session', 'privacy', 'import', 'questions', 'ingest'] as const;
export type Declaration = (typeof DECLARATIONS)[number];

export const DECLARATION = 'habeas:access';

export const WITHOUT_SECOND_FACTOR = 'habeas:without-second-factor';

/** Lets in also who owes an organization a second factor: for what leads to one. */
export const WithoutSecondFactor = () => SetMetadata(WITHOUT_SECOND_FACTOR, true);

/** Declares who may use a route; one that declares nothing is refused, and fails a test. */
export const AccessFor = (declaration: Declaration) => SetMetadata(DECLARATION, declaration);
