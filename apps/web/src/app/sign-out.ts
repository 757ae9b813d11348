import { useMutation } from '@apollo/client/react';
import { useCallback } from 'react';

import { graphql } from '../graphql/generated';
import { KeptAnswers } from '../graphql/kept-answers';
import { forgetDocuments, unsavedOnDevice } from '../sync/device';
import { count, reasonOf, useToaster } from '../ui';
import { addresses } from './addresses';

const SignOut = graphql(`
  mutation SignOut {
    signOut
  }
`);

/** Ends the session. Nothing of the person stays on the device; the page is loaded anew, so that nothing stays in its memory. */
export function useSignOut(): () => Promise<void> {
  const [signOut] = useMutation(SignOut);
  const { say } = useToaster();
  return useCallback(async () => {
    const unsaved = unsavedOnDevice();
    if (unsaved > 0 && !confirm(`${count(unsaved, 'change')} to your documents ${unsaved === 1 ? 'is' : 'are'} on this device only. Signing out discards ${unsaved === 1 ? 'it' : 'them'}.`)) return;
    try {
      await signOut();
      await Promise.all([forgetDocuments(), new KeptAnswers().forget()]);
      location.assign(addresses.signIn());
    } catch (error) {
      say(`You are still signed in. ${reasonOf(error)}`);
    }
  }, [signOut, say]);
}
