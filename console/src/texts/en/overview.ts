export const overview = {
  'overview.title': 'overview',
} as const;
