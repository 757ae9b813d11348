/** What other pages show of experiments. */
export { ExperimentsOfProposal } from './ExperimentsOfProposal';
