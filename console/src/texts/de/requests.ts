import type { requests as english } from '../en/requests';

export const requests: Record<keyof typeof english, string> = {
  'requests.title': 'requests',
};
