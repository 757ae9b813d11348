/** What hangs on a proposal of experiments is told by their own feature. */
export { ExperimentsOfProposal as default } from '../experiments';
