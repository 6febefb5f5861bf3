import { Global, Module } from '@nestjs/common';
import { ChoiceIds } from './choice-ids.service.js';
import { ChoiceReader } from './choice-reader.service.js';
import { ChoiceTable } from './choice-table.service.js';
import { CoveredBy } from './covered-ids.service.js';
import { HeardChoices } from './heard-choices.service.js';
import { OptOutsController } from './opt-outs.controller.js';
import { PrivacyChoices } from './privacy-choices.service.js';
import { StandingOptOuts } from './standing-opt-outs.service.js';
import { TakingIn } from './taking-in.service.js';

/** What choices extend to, for the ways in, and their ids, for who destroys them. */
@Global()
@Module({
  providers: [ChoiceIds, ChoiceTable, CoveredBy, HeardChoices, StandingOptOuts],
  exports: [ChoiceIds, ChoiceTable, CoveredBy, HeardChoices, StandingOptOuts],
})
export class OptOutsModule {}

/** The way in: choosing, listing, checking. */
@Module({ controllers: [OptOutsController], providers: [PrivacyChoices, ChoiceReader, TakingIn] })
export class OptOutsApiModule {}
