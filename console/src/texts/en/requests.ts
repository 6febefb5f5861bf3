export const requests = {
  'requests.title': 'requests',
} as const;
