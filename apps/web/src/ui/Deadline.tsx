import type { ReactNode } from 'react';

import { zoneLabel } from '#libs/kernel';

import tokens from '../theme/tokens.json' with { type: 'json' };
import { Badge, type Tone } from './Badge';
import { useNow } from './now';
import { chargeBars } from './shapes';
import { moment } from './time';
import { urgencyOf, urgencyWords } from './urgency';

/** What is left until a deadline: bars, and the word where it is near. */
export function Deadline({ at }: { at: string }): ReactNode {
  const now = useNow();
  const instant = new Date(at);
  const { tone, bars } = tokens.meaning.deadline[urgencyOf(instant, now)];
  return <Badge tone={tone as Tone} mark={chargeBars(bars)}>{urgencyWords(instant, now)}</Badge>;
}

/**
 * The instant on two walls: as it was announced, with the zone named, and as the reader's own clock will show it.
 * `viewerZone` is absent when the reader never chose one; the browser's zone then stands.
 */
export function DeadlineTimes({ at, zone, viewerZone, inline = false }: { at: string; zone: string; viewerZone?: string | null; inline?: boolean }): ReactNode {
  const now = useNow();
  const instant = new Date(at);
  const own = viewerZone ?? undefined;
  return (
    <time dateTime={at} title={`${zoneLabel(zone, instant)}; ${own ?? Intl.DateTimeFormat().resolvedOptions().timeZone}`}>
      {moment(instant, now, zone)} {zone}
      {inline ? ' · ' : <br />}
      {moment(instant, now, own)} {inline ? 'local' : 'your time'}
    </time>
  );
}
