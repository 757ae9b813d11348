import { useMutation } from '@apollo/client/react';
import { useCallback } from 'react';

import { graphql } from '../graphql/generated';
import { reasonOf, useToaster } from '../ui';
import { addresses } from './addresses';

const SignOut = graphql(`
  mutation SignOut {
    signOut
  }
`);

/** Ends the session. The page is loaded anew, so that nothing of the person stays in its memory. */
export function useSignOut(): () => Promise<void> {
  const [signOut] = useMutation(SignOut);
  const { say } = useToaster();
  return useCallback(async () => {
    try {
      await signOut();
      location.assign(addresses.signIn());
    } catch (error) {
      say(`You are still signed in. ${reasonOf(error)}`);
    }
  }, [signOut, say]);
}
