import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller.js';
import { NoticesModule } from './notices.module.js';

@Module({ imports: [NoticesModule], controllers: [NoticesController] })
export class NoticesApiModule {}
