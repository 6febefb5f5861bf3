import { makePassword } from '../../access/index.js';
import { HabeasError } from '../../platform/index.js';
import type { Terminal } from '../terminal/terminal.js';

/** A password from the keyboard or a pipe, or one made here, which alone is shown. */
export interface FirstPassword {
  readonly password: string;
  /** The password where it was made here, else null. */
  readonly shown: string | null;
}

export async function askPassword(terminal: Terminal, generate: boolean): Promise<FirstPassword> {
  if (generate) {
    const password = makePassword();
    return { password, shown: password };
  }
  const password = await terminal.readSecret('Password: ');
  if (password !== '') return { password, shown: null };
  throw new HabeasError(
    'invalid',
    'password-missing',
    'No password came from the keyboard or the pipe: type one, or add --generate-password.',
  );
}

export const GENERATE = ['--generate-password', 'make a password and show it once'] as const;
