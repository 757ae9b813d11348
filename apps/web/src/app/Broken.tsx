import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Failure, NotFound, Page } from '../ui';

/** A page that broke: the frame around it stays, and everything else can be gone to. */
export function Broken({ error, reset }: ErrorComponentProps): ReactNode {
  const router = useRouter();
  const again = () => {
    reset();
    return router.invalidate();
  };
  return (
    <Page title="This page broke">
      <Failure what="It could not be shown" error={error} kept="What was saved is kept." onRetry={again} />
    </Page>
  );
}

/** No such address, said as it is said of what one may not read. */
export const NoSuchPage = (): ReactNode => <Page title="Not found"><NotFound what="This page" /></Page>;
