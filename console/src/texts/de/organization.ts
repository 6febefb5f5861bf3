import type { organization as english } from '../en/organization';

export const organization: Record<keyof typeof english, string> = {
  'organization.title': 'organization',
};
