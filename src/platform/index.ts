// The ground: settings, clock, errors, HTTP, database, queue, keys. It names no room.
export { childEnvironment, Config, dataMapEnvironment, FORM_BYTES, readConfig } from './config/config.js';
export { parseDuration } from './config/duration.js';
export { isMailable } from './config/mail-settings.js';
export { isSafeUrl, type OauthSettings } from './config/oauth-settings.js';
export { firstPaid, type Plan } from './config/plans.js';
export type { S3Settings } from './config/s3-settings.js';
export { withoutTrailingSlashes } from './config/trailing-slashes.js';
export { Clock, Ids, iso } from './core/clock.js';
export { earliestOf, latestOf, momentIn, monthOf, type Moment } from './core/moments.js';
export { type ErrorKind, HabeasError } from './core/errors.js';
export { foreseen } from './prisma/foreseen.js';
export { OnceAMinute } from './core/once-a-minute.js';
export { PlainLogger } from './core/plain-logger.js';
export { reasonOf } from './core/reason.js';
export { longestSweepWait, nextRetentionRun, nextScrub, nextSweep } from './core/schedule.js';
export { assertStorable, isStorable, UNSTORABLE_WORDS } from './core/storable.js';
export { answerOfSqlState, isOfAnyRow } from './core/sql-states.js';
export { Stopping } from './core/stopping.service.js';
export { errorOfAnswer, type ServerAnswer, type Trouble } from './core/trouble.js';
export { Turns } from './core/turns.js';
export { VERSION } from './core/version.js';
export { ed25519KeyOf, publicKeyId } from './crypto/ed25519.js';
export { MasterKey } from './crypto/keys.js';
export { freePort } from './embedded-postgres/free-port.js';
export { type AppContext, AppContextModule } from './app-context.js';
export { Bodies } from './http/bodies.service.js';
export { isGzip, unpacked } from './http/gunzipped.js';
export { BodyInterceptor } from './http/body.interceptor.js';
export { clientOf } from './http/client-address.js';
export { Draining, draining } from './http/draining.service.js';
export { Described, jsonSchemaOf } from './http/described.decorator.js';
export { ErrorFilter, type Failure } from './http/error.filter.js';
export { inParts } from './core/in-parts.js';
export { dayOrMoment, givenDayOrMoment, givenMoment, isKeepable, lineOfText } from './http/given-fields.js';
export { Health } from './http/health.service.js';
export { HttpAdapter } from './http/http-adapter.js';
export { problemAnswer } from './http/problem-answer.js';
export { ProblemFilter } from './http/problem.filter.js';
export { ExactNumber, integerOf, parseExactly, writeExactly } from './http/exact-json.js';
export { parseExactJson, parseJson, textOf } from './http/read-text.js';
export { fit, schemaPipe } from './http/schema.pipe.js';
export { nonceOf, securityHeaders } from './http/security-headers.js';
export { assertSeen, CHANGED_MEANWHILE, changedMeanwhile, SEEN_VERSION, versionOf } from './core/seen-version.js';
export { sendCsv } from './http/send-csv.js';
export { HTTP_STATUS } from './http/status.js';
export { type Mail, Mailer } from './mail/mailer.port.js';
export { openMailer } from './mail/open-mailer.js';
export { openAppContext, type OpenAppContext } from './open-app-context.js';
export { BYTE_ORDER_MARK, csvRow } from './page/csv-row.js';
export { html, Html } from './page/html.js';
export { FIRST_LANGUAGE, type Language, LANGUAGES } from './page/language.js';
export { framePage, PAGE_POLICY, type PageSection, renderPage, renderSections, renderWide } from './page/page.js';
export { commitFor, isOutcomeUnknown, MARK, type TransactionMark } from './prisma/commit-outcome.js';
export { type CountsByDay, countedByDay, countsByDay, inLastThirtyDays } from './prisma/counts-by-day.js';
export { DatabaseClock } from './prisma/database-clock.js';
export { databaseTrouble } from './prisma/database-trouble.js';
export { type Lease, Leases } from './prisma/leases.service.js';
export { hasOwnSession, sessionShared } from './prisma/own-session.js';
export {
  lockArrivals,
  sharedArrivalsLock,
  lockNaming,
  lockSettled,
  Prisma,
  PrismaService,
  type Transaction,
} from './prisma/prisma.service.js';
export { boundedTo, sessionBounds } from './prisma/session-bounds.js';
export { SteadyTime } from './prisma/steady-time.service.js';
export { isUniqueViolation } from './prisma/unique-violation.js';
export { JobQueue, type JobOrder } from './queue/job-queue.port.js';
export { QueueTrouble } from './queue/queue-trouble.service.js';
export { QueueModule } from './queue/queue.module.js';
export { runningAppContext } from './running-app-context.js';
export { startFailure } from './start-failure.js';
