import { Module } from '@nestjs/common';
import { QuestionCalls } from './doors/question-calls.service.js';
import { EventQuestionsModule } from './events/event-questions.module.js';
import { ProfileQueryController } from './profiles/profile-query.controller.js';
import { ProfileQuestions } from './profiles/profile-questions.service.js';
import { ProfileRows } from './profiles/profile-rows.service.js';
import { QuestionSessions } from './profiles/question-sessions.service.js';
import { QuestionTurns } from './profiles/question-turns.service.js';

@Module({
  imports: [EventQuestionsModule],
  controllers: [ProfileQueryController],
  providers: [ProfileQuestions, ProfileRows, QuestionCalls, QuestionSessions, QuestionTurns],
})
export class QuestionsModule {}
