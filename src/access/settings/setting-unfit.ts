import { HabeasError } from '../../platform/index.js';

/**
 * The refusal of a setting.
 * @param fault what is wrong with it, for programs that say it in another language
 * @param about what their sentence names beside that: a bound, a position
 */
export function settingUnfit(
  fault: string,
  message: string,
  about: Readonly<Record<string, string | number>> = {},
): HabeasError {
  return new HabeasError('unprocessable', 'setting-unfit', message, { extra: { ...about, fault } });
}
