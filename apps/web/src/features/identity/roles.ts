import type { Role } from '../../graphql/generated/graphql';

/** The roles in words, and what each may. */
export const roles: readonly { role: Role; word: string; may: string }[] = [
  { role: 'lead', word: 'Lead', may: 'Everything a researcher may, and the group’s members.' },
  { role: 'researcher', word: 'Researcher', may: 'Proposals, experiments and meetings of the group.' },
  { role: 'guest', word: 'Guest', may: 'Only what was shared with them by name.' },
];

export const roleWord = (wanted: Role): string => roles.find(({ role }) => role === wanted)?.word ?? wanted;
