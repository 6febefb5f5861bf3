import type { overview as english } from '../en/overview';

export const overview: Record<keyof typeof english, string> = {
  'overview.title': 'overview',
};
