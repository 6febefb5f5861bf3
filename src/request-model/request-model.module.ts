import { Module } from '@nestjs/common';
import { ProgressTeller } from './lifecycle/progress.service.js';
import { RequestLifecycle } from './lifecycle/request-lifecycle.service.js';
import { Timeline } from './lifecycle/timeline.service.js';
import { DecidedBefore } from './subjects/decided-before.service.js';
import { Identities } from './subjects/identities.service.js';
import { IdentityRecords } from './subjects/identity-records.service.js';
import { SubjectChecks } from './subjects/redaction.service.js';
import { SubjectCounts } from './subjects/subject-counts.service.js';
import { UnresolvedSubjects } from './subjects/unresolved-subjects.service.js';

const PROVIDERS = [
  DecidedBefore,
  Identities,
  IdentityRecords,
  ProgressTeller,
  RequestLifecycle,
  SubjectChecks,
  SubjectCounts,
  UnresolvedSubjects,
  Timeline,
];

@Module({ providers: PROVIDERS, exports: PROVIDERS })
export class RequestModelModule {}
