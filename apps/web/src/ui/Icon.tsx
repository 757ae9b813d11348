import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import tokens from '../theme/tokens.json' with { type: 'json' };

const { icon } = tokens.density;

/** An icon in one of the two sizes and the one stroke of the product. It repeats a word beside it, so it has no name of its own. */
export function Icon({ of: Drawing, small = false }: { of: TablerIcon; small?: boolean }): ReactNode {
  return <Drawing size={small ? icon.small : icon.regular} stroke={icon.stroke} aria-hidden style={{ flex: 'none' }} />;
}
