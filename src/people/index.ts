// Finding people by what their profiles say.
export { PeopleModule } from './people.module.js';
