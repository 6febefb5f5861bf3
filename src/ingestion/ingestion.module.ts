import { Module } from '@nestjs/common';
import { MinimizationModule } from '../minimization/index.js';
import { Calls } from './doors/calls.service.js';
import { CredentialProjects } from './doors/credential-projects.service.js';
import { EngageController } from './doors/engage.controller.js';
import { GroupsController } from './doors/groups.controller.js';
import { ImportController } from './doors/import.controller.js';
import { PublicDoor } from './doors/public-door.service.js';
import { RecordController } from './doors/record.controller.js';
import { SdkSettingsController } from './doors/sdk-settings.controller.js';
import { TrackController } from './doors/track.controller.js';
import { IncomingController } from './incoming/incoming.controller.js';
import { IncomingCounts } from './incoming/incoming-counts.service.js';
import { IncomingReport } from './incoming/incoming-report.service.js';
import { UnbelievedLinks } from './incoming/unbelieved-links.service.js';
import { Bundles } from './intake/bundles.service.js';
import { EventIntake } from './intake/event-intake.service.js';
import { GroupIntake } from './intake/group-intake.service.js';
import { Gate } from './intake/gate.service.js';
import { LinkIntake } from './intake/link-intake.service.js';
import { ProfileIntake } from './intake/profile-intake.service.js';
import { RecordingIntake } from './intake/recording-intake.service.js';
import { RecordRate } from './intake/record-rate.service.js';
import { WantedRecords } from './intake/wanted-records.service.js';

/** Data in. Needs an IngestStore, Suppression, Config, Clock and the projects of `access` around it. */
@Module({
  imports: [MinimizationModule],
  controllers: [
    IncomingController,
    TrackController,
    EngageController,
    GroupsController,
    ImportController,
    RecordController,
    SdkSettingsController,
  ],
  providers: [
    Calls,
    PublicDoor,
    CredentialProjects,
    Bundles,
    EventIntake,
    ProfileIntake,
    GroupIntake,
    RecordingIntake,
    Gate,
    LinkIntake,
    RecordRate,
    IncomingCounts,
    IncomingReport,
    UnbelievedLinks,
    WantedRecords,
  ],
})
export class IngestionModule {}
