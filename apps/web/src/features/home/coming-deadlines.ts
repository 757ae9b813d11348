interface Deadline {
  readonly id: string;
  readonly at: string;
}

interface ProposalWithSubmissions {
  readonly submissions: readonly {
    readonly withdrawnAt?: string | null | undefined;
    readonly venue: object;
    readonly nextDeadline?: Deadline | null | undefined;
  }[];
}

type SubmissionOf<P extends ProposalWithSubmissions> = P['submissions'][number];

export type ComingDeadline<P extends ProposalWithSubmissions> = NonNullable<SubmissionOf<P>['nextDeadline']> & { readonly proposal: P; readonly venue: SubmissionOf<P>['venue'] };

/** How many deadlines stand beside the queue. */
const SHOWN = 3;

/** The nearest deadlines that these proposals still aim at, the nearest first. */
export function comingDeadlines<P extends ProposalWithSubmissions>(proposals: readonly P[]): ComingDeadline<P>[] {
  return proposals
    .flatMap((proposal) => proposal.submissions.flatMap(({ withdrawnAt, venue, nextDeadline }: SubmissionOf<P>) =>
      withdrawnAt == null && nextDeadline != null ? [{ ...nextDeadline, proposal, venue } as ComingDeadline<P>] : [],
    ))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .slice(0, SHOWN);
}
