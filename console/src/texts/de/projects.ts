import type { projects as english } from '../en/projects';

export const projects: Record<keyof typeof english, string> = {
  'projects.title': 'projects',
};
