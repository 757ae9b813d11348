import { type Icon as TablerIcon, IconArrowForwardUp, IconCheck, IconMessageCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import type { AgendaOutcome } from '../../graphql/generated/graphql';
import { Badge, Icon, type Tone } from '../../ui';

export const outcomes: readonly AgendaOutcome[] = ['discussed', 'decided', 'carried_over', 'dropped'];

const meanings: Record<AgendaOutcome, { readonly word: string; readonly icon: TablerIcon; readonly tone: Tone }> = {
  discussed: { word: 'Discussed', icon: IconMessageCircle, tone: 'none' },
  decided: { word: 'Decided', icon: IconCheck, tone: 'ink' },
  carried_over: { word: 'Carried over', icon: IconArrowForwardUp, tone: 'plain' },
  dropped: { word: 'Dropped', icon: IconX, tone: 'plain' },
};

export const outcomeWord = (outcome: AgendaOutcome): string => meanings[outcome].word;

/** What became of an agenda item: shape and word. */
export function Outcome({ outcome }: { outcome: AgendaOutcome }): ReactNode {
  const { word, icon, tone } = meanings[outcome];
  return <Badge tone={tone} mark={<Icon of={icon} small />}>{word}</Badge>;
}
