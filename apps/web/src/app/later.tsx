import { type ComponentType, type JSX, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';

import { useToaster } from '../ui';

/**
 * A component whose code comes when it is first shown: for dialogs, which most visits never open. Until it is there, nothing
 * stands in its place. When it cannot come (no network, or another version was installed since), this is said and the page
 * stays as it is: nobody loses the text they write over a dialog. The next time it is opened, its code is asked for again.
 */
export function later<Props extends object>(load: () => Promise<(props: Props) => ReactNode>): (props: Props) => ReactNode {
  const attempt = () => lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() };
    } catch {
      return { default: NotLoaded };
    }
  });
  let latest = attempt();

  function NotLoaded(props: Props): ReactNode {
    const { fail } = useToaster();
    const onClose = 'onClose' in props ? props.onClose : undefined;
    useEffect(() => {
      latest = attempt();
      fail('This could not be loaded. Load the page again when there is a network.');
      if (typeof onClose === 'function') (onClose as () => void)();
    }, [fail, onClose]);
    return null;
  }

  return function Later(props: Props): ReactNode {
    // One attempt for as long as it is shown: a page that draws itself anew does not ask again and again.
    const [Loaded] = useState(() => latest);
    return <Suspense fallback={null}><Loaded {...(props as Props & JSX.IntrinsicAttributes)} /></Suspense>;
  };
}
