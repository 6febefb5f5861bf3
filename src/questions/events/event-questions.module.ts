import { Module } from '@nestjs/common';
import { QuestionCalls } from '../doors/question-calls.service.js';
import { AnnotationsController } from './annotations.controller.js';
import { EventAnswers } from './event-answers.service.js';
import { EventQuestions } from './event-questions.service.js';
import { EventStreamController } from './event-stream.controller.js';
import { RawExportController } from './raw-export.controller.js';
import { ReadingPlaces } from './reading-places.js';

@Module({
  controllers: [RawExportController, EventStreamController, AnnotationsController],
  providers: [QuestionCalls, EventAnswers, EventQuestions, ReadingPlaces],
})
export class EventQuestionsModule {}
