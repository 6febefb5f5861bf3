import { Module } from '@nestjs/common';
import { DutiesModule } from '../duties/index.js';
import { AdminNotices } from './admin-notices.service.js';
import { DutyNotices } from './duty-notices.service.js';
import { EndingNotices } from './ending-notices.service.js';
import { NoticeChoices } from './notice-choices.service.js';
import { NoticeOutbox } from './notice-outbox.service.js';
import { NoticePost } from './notice-post.service.js';
import { NoticeReaders } from './notice-readers.service.js';
import { Notices } from './notices.service.js';
import { RequestNotices } from './request-notices.service.js';
import { RetentionNotices } from './retention-notices.service.js';
import { SweepNotices } from './sweep-notices.service.js';
import { TokenNotices } from './token-notices.service.js';

@Module({
  imports: [DutiesModule],
  providers: [
    AdminNotices,
    DutyNotices,
    EndingNotices,
    NoticeChoices,
    NoticeOutbox,
    NoticePost,
    NoticeReaders,
    Notices,
    RequestNotices,
    RetentionNotices,
    SweepNotices,
    TokenNotices,
  ],
  exports: [NoticeChoices, Notices],
})
export class NoticesModule {}
