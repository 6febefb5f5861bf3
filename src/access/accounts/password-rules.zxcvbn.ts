import { Injectable } from '@nestjs/common';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { HabeasError } from '../../platform/index.js';
import { assertPasswordLength } from './password-hasher.argon2.js';

/** Passwords that take fewer than 10^10 guesses are refused: zxcvbn's highest score. */
const LEAST_SCORE = 4;
/** What stands at the beginning tells; looking at more would take seconds that a stranger chooses. */
const LOOKED_AT = 36;
const MOST_LETTERS_AS_DIGITS = 8;
const MOST_WORDS = 40;

/** What makes a password easy to guess, for programs that say it in another language: by the names of the library's warnings. */
const FAULTS: Readonly<Record<string, string>> = {
  ...{ straightRow: 'pattern', keyPattern: 'pattern', sequences: 'pattern' },
  ...{ simpleRepeat: 'pattern', extendedRepeat: 'pattern' },
  ...{ recentYears: 'date', dates: 'date', userInputs: 'personal' },
  ...{ topTen: 'common', topHundred: 'common', common: 'common', similarToCommon: 'common', pwned: 'common' },
};

/**
 * Which passwords are good enough (NIST SP 800-63B, section 3.1.1.2: no rules of composition, but a list of those that are common
 * or were found in breaches, and words of the person's own surroundings). Everything is looked up here; nothing leaves the process.
 */
@Injectable()
export class PasswordRules {
  private judge: Promise<Judge> | undefined;

  /**
   * @param about whom it is for: e-mail, name, organization; words of these are easy to guess
   * @throws HabeasError 422 `password-unfit` with a sentence that says why, and never what it was; `fault` is `length`, `pattern`, `date`,
   *   `personal`, `common` or `words`
   */
  async check(password: string, about: readonly string[]): Promise<void> {
    assertPasswordLength(password);
    const words = wordsOf(about);
    const { estimator, warnings } = await this.load();
    const { score, feedback } = estimator.check(password.normalize('NFKC'), words);
    if (score >= LEAST_SCORE) return;
    const warning = feedback.warning ?? '';
    const why = warnings[warning] ?? 'It is made of words, names or dates that come first in any guessing.';
    const message = `This password is too easy to guess. ${why} Choose several words that have nothing to do with you or with each other, or let a password manager make one.`;
    throw new HabeasError('unprocessable', 'password-unfit', message, { extra: { fault: FAULTS[warning] ?? 'words' } });
  }

  /** The dictionaries take half a second and 70 MB, so that they are loaded when the first password is chosen. */
  private async load(): Promise<Judge> {
    this.judge ??= open();
    return this.judge;
  }
}

/** Tells warnings by their names; `warnings` has their sentences. */
interface Judge {
  readonly estimator: ZxcvbnFactory;
  readonly warnings: Readonly<Record<string, string>>;
}

async function open(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const estimator = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: MOST_LETTERS_AS_DIGITS,
  });
  return { estimator, warnings: english.translations.warnings };
}

/** Each text, what it looks like at the length that is looked at, and its words of three letters and more. */
function wordsOf(about: readonly string[]): string[] {
  const texts = about.map((text) => text.normalize('NFKC').toLowerCase());
  const parts = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2));
  const whole = texts.flatMap((text) => [text, text.slice(0, LOOKED_AT), text.replace(/[^\p{L}\p{N}]/gu, '')]);
  return [...new Set(['habeas', ...whole, ...parts])].filter((word) => word !== '').slice(0, MOST_WORDS);
}
