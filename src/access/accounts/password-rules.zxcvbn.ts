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

/**
 * Which passwords are good enough (NIST SP 800-63B, section 3.1.1.2: no rules of composition, but a list of those that are common
 * or were found in breaches, and words of the person's own surroundings). Everything is looked up here; nothing leaves the process.
 */
@Injectable()
export class PasswordRules {
  private estimator: Promise<ZxcvbnFactory> | undefined;

  /**
   * @param about whom it is for: e-mail, name, organization; words of these are easy to guess
   * @throws HabeasError 422 `password-unfit` with a sentence that says why, and never what it was
   */
  async check(password: string, about: readonly string[]): Promise<void> {
    assertPasswordLength(password);
    const words = wordsOf(about);
    const { score, feedback } = (await this.load()).check(password.normalize('NFKC'), words);
    if (score >= LEAST_SCORE) return;
    const why = feedback.warning ?? 'It is made of words, names or dates that come first in any guessing.';
    throw new HabeasError(
      'unprocessable',
      'password-unfit',
      `This password is too easy to guess. ${why} Choose several words that have nothing to do with you or with each other, or let a password manager make one.`,
    );
  }

  /** The dictionaries take half a second and 70 MB, so that they are loaded when the first password is chosen. */
  private async load(): Promise<ZxcvbnFactory> {
    this.estimator ??= open();
    return this.estimator;
  }
}

async function open(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: MOST_LETTERS_AS_DIGITS,
  });
}

/** Each text, what it looks like at the length that is looked at, and its words of three letters and more. */
function wordsOf(about: readonly string[]): string[] {
  const texts = about.map((text) => text.normalize('NFKC').toLowerCase());
  const parts = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2));
  const whole = texts.flatMap((text) => [text, text.slice(0, LOOKED_AT), text.replace(/[^\p{L}\p{N}]/gu, '')]);
  return [...new Set(['habeas', ...whole, ...parts])].filter((word) => word !== '').slice(0, MOST_WORDS);
}
