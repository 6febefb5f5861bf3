import { settingFaults } from '../refusals/setting-faults';
import { time } from '../time/index';

/** What time does: how long something is kept, and what is owed until when. */
export const texts = { ...settingFaults, ...time };
