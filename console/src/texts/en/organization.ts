export const organization = {
  'organization.title': 'organization',
} as const;
