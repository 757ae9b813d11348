/** Everything the engine counts, for a binding to export. Counters only grow; gauges are as of now. */
export class Metrics {
  readonly counters = {
    messages: 0,
    updatesStored: 0,
    updatesKnown: 0,
    updatesOutOfOrder: 0,
    updatesDenied: 0,
    rejected: 0,
    commits: 0,
    commitFailures: 0,
    deliveries: 0,
    presenceDropped: 0,
    resyncs: 0,
    closedTooSlow: 0,
    closedTooFast: 0,
    opens: 0,
    evictions: 0,
    folds: 0,
    foldFailures: 0,
    quarantined: 0,
    catchUps: 0,
  };

  readonly gauges = { rooms: 0, connections: 0, waitingUpdates: 0 };

  /** How long the latest commits took, in milliseconds, oldest first. */
  readonly commitMs: number[] = [];

  commitTook(ms: number): void {
    this.commitMs.push(ms);
    if (this.commitMs.length > 1_000) this.commitMs.splice(0, 500);
  }
}
