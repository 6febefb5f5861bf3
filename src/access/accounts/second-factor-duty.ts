import { HabeasError, type Transaction } from '../../platform/index.js';

/** Whether the account has a second factor that a code has confirmed. */
export async function hasSecondFactor(client: Transaction, userId: string): Promise<boolean> {
  return (await client.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/** Whether an organization the account belongs to asks for a second factor. */
export async function mustHaveSecondFactor(client: Transaction, userId: string): Promise<boolean> {
  return (await client.member.count({ where: { userId, organization: { requireSecondFactor: true } } })) > 0;
}

/** Whether an organization asks for a second factor that the account does not have. */
export async function owesSecondFactor(client: Transaction, userId: string): Promise<boolean> {
  return (await mustHaveSecondFactor(client, userId)) && !(await hasSecondFactor(client, userId));
}

export function secondFactorAsked(): HabeasError {
  return new HabeasError(
    'unauthenticated',
    'second-factor-required',
    'This account has a second factor: send the code of your app, or a recovery code, as "code".',
  );
}

export function secondFactorNotSet(): HabeasError {
  return new HabeasError('conflict', 'second-factor-not-set', 'This account has no second factor: set one up first.');
}
