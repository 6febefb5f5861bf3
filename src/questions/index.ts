// What tools of a company ask about its profiles and events, in the words they ask it in today.
export { QuestionErrorFilter } from './doors/question-error.filter.js';
export { QuestionsModule } from './questions.module.js';
