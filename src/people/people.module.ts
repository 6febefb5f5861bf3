import { Module } from '@nestjs/common';
import { RequestModelModule } from '../request-model/index.js';
import { ProfileFinder } from './profile-finder.service.js';
import { ProfilesController } from './profiles.controller.js';

@Module({
  imports: [RequestModelModule],
  controllers: [ProfilesController],
  providers: [ProfileFinder],
})
export class PeopleModule {}
