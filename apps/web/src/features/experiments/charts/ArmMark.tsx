import type { ReactNode } from 'react';

import type { Series, SeriesMark } from '../series';

const shapes: Record<SeriesMark, (r: number) => string> = {
  disc: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  ring: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  diamond: (r) => `M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0z`,
  square: (r) => `M${-r * 0.9} ${-r * 0.9}h${r * 1.8}v${r * 1.8}h${-r * 1.8}z`,
  up: (r) => `M0 ${-r * 1.15}L${r * 1.15} ${r * 0.9}H${-r * 1.15}z`,
  down: (r) => `M0 ${r * 1.15}L${r * 1.15} ${-r * 0.9}H${-r * 1.15}z`,
};

interface MarkAtProps {
  readonly series: Series;
  readonly x: number;
  readonly y: number;
  /** The mean is drawn larger and full, a run smaller and pale, one that does not count hollow and struck. */
  readonly as: 'mean' | 'run' | 'void';
  /** What the pointer reads: the run, its seed and its value. */
  readonly title?: string;
}

/** The mark of an arm within a drawing. */
export function MarkAt({ series, x, y, as, title }: MarkAtProps): ReactNode {
  const path = shapes[series.mark](as === 'mean' ? 5 : 4);
  const hollow = as === 'void' || (series.mark === 'ring' && as === 'run');
  return (
    <g transform={`translate(${x} ${y})`}>
      {title !== undefined && <title>{title}</title>}
      <path
        d={path}
        fill={hollow ? 'var(--cq-surface)' : series.colour}
        fillOpacity={as === 'run' && !hollow ? 0.32 : 1}
        stroke={as === 'void' ? 'var(--cq-text-3)' : series.colour}
        strokeDasharray={as === 'void' ? '2 1.6' : undefined}
      />
      {as === 'void' && <path d="M-7 0h14" stroke="var(--cq-text-3)" strokeWidth="1.4" />}
    </g>
  );
}

/** The mark of an arm beside its name. */
export function ArmMark({ series, pale = false }: { series: Series; pale?: boolean }): ReactNode {
  return (
    <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden style={{ flex: 'none', opacity: pale ? 0.5 : 1 }}>
      <path d={shapes[series.mark](3.8)} fill={series.mark === 'ring' ? 'none' : series.colour} stroke={series.colour} strokeWidth={series.mark === 'ring' ? 1.8 : 0} />
    </svg>
  );
}
