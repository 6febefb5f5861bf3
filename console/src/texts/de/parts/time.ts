import { settingFaults } from '../refusals/setting-faults';
import { time } from '../time/index';
import type { texts as english } from '../../en/parts/time';

export const texts: Record<keyof typeof english, string> = { ...settingFaults, ...time };
