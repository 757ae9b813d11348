import type { Audience } from '../../graphql/generated/graphql';
import { count } from '../../ui';

interface Shared {
  readonly audience: Audience;
  readonly authors: readonly unknown[];
  readonly readers: readonly unknown[];
}

/** Who may read it, as a sentence: the authors, whoever the audience holds, and those who were named. */
export function audienceSentence({ audience, authors, readers }: Shared): string {
  const named = readers.length === 0 ? '' : `, and ${count(readers.length, 'person', 'people')} by name`;
  switch (audience) {
    case 'group': return `The group may read${named}`;
    case 'leads': return `The authors and the leads may read${named}`;
    case 'named':
    case 'authors': return `${authors.length === 1 ? 'The author' : 'The authors'}${named.replace(',', '')}${named === '' ? ' alone' : ''} may read`;
  }
}

export interface AudienceChoice {
  readonly value: Audience;
  readonly label: string;
  readonly description: string;
}

/** From the narrowest to the widest. */
export const audienceChoices: readonly AudienceChoice[] = [
  { value: 'authors', label: 'The authors alone', description: 'Nobody else knows that it exists.' },
  { value: 'named', label: 'The authors and people by name', description: 'Guests too, if you name them.' },
  { value: 'leads', label: 'The authors and the leads', description: 'For what should ripen before the group sees it.' },
  { value: 'group', label: 'The group', description: 'Every member reads and comments; guests do not.' },
];

/** Of those who are not named: nobody, the leads, the group. */
const WIDTHS: Readonly<Record<Audience, number>> = { authors: 0, named: 0, leads: 1, group: 2 };

/** Whether a choice lets somebody read who could not before, apart from those who are named. */
export const widens = (before: Audience, after: Audience): boolean => WIDTHS[after] > WIDTHS[before];
