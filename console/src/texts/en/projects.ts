export const projects = {
  'projects.title': 'projects',
} as const;
