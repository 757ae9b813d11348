import { type ReactNode, useEffect, useRef, useState } from 'react';

import { count, Unseen } from '../../ui';

const MINUTE = 60_000;

/** How many others are here, for screen readers: a count, politely, and at most once a minute. */
export function PresenceSpoken({ others }: { others: number }): ReactNode {
  const [spoken, setSpoken] = useState(0);
  const spokenAt = useRef(-Infinity);
  useEffect(() => {
    if (others === spoken) return undefined;
    const timer = setTimeout(() => {
      spokenAt.current = performance.now();
      setSpoken(others);
    }, Math.max(0, spokenAt.current + MINUTE - performance.now()));
    return () => { clearTimeout(timer); };
  }, [others, spoken]);
  return <Unseen><span role="status">{spoken === 0 ? '' : `${count(spoken, 'other is', 'others are')} here.`}</span></Unseen>;
}
