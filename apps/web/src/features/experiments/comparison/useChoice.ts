import { useParameter } from '../../../app/parameters';
import { type ExperimentShown, firstMetric } from '../experiment';
import { likelyBaseline, type Series, seriesOf } from '../series';

export interface Choice {
  readonly metric: string | undefined;
  readonly baseline: string | undefined;
  readonly treatment: string | undefined;
  readonly setMetric: (key: string | null) => void;
  readonly setBaseline: (arm: string | null) => void;
  readonly setTreatment: (arm: string | null) => void;
  readonly seriesOf: (arm: string | null) => Series;
}

/** Which arms are compared by which metric: what the address says, where the experiment has it, or what lies nearest. */
export function useChoice(experiment: ExperimentShown): Choice {
  const [metric, setMetric] = useParameter('metric');
  const [chosenBaseline, setBaseline] = useParameter('baseline');
  const [chosenTreatment, setTreatment] = useParameter('treatment');
  const arms = experiment.arms.map(({ name }) => name);
  const baseline = arms.find((arm) => arm === chosenBaseline) ?? likelyBaseline(arms);
  const others = arms.filter((arm) => arm !== baseline);
  return {
    metric: experiment.metricKeys.find((key) => key === metric) ?? firstMetric(experiment),
    baseline,
    treatment: others.find((arm) => arm === chosenTreatment) ?? others[0],
    setMetric: (key) => { setMetric(key ?? undefined); },
    setBaseline: (arm) => { setBaseline(arm ?? undefined); },
    setTreatment: (arm) => { setTreatment(arm ?? undefined); },
    seriesOf: seriesOf(arms, baseline),
  };
}
