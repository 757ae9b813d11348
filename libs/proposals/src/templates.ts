export const FIELD_KEYS = ['hypothesis', 'primary_metric', 'expected_evidence', 'risk', 'cost'] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];

export interface TemplateField {
  readonly key: FieldKey;
  readonly label: string;
  /** What a good answer holds, in a sentence. */
  readonly help: string;
  /** Whether a proposal stays a draft until this is filled in. */
  readonly required: boolean;
}

/** A kind of research, and the questions that a proposal of it answers before others spend time on it. */
export interface ProposalTemplate {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly fields: readonly TemplateField[];
}

const field = (key: FieldKey, label: string, help: string): TemplateField => ({ key, label, help, required: false });
const required = (key: FieldKey, label: string, help: string): TemplateField => ({ key, label, help, required: true });

const RISK = field('risk', 'Risk', 'What is most likely to make this fail, and how soon would we know?');
const COST = field('cost', 'Cost', 'Compute, data and time: GPU hours, annotation, weeks of whom.');

/** The templates that every group has. Their keys are stored with proposals, so none is renamed or taken away. */
export const TEMPLATES: readonly ProposalTemplate[] = [
  {
    key: 'method',
    name: 'Method',
    description: 'A new way of doing something, and the claim that it does it better.',
    fields: [
      required('hypothesis', 'Hypothesis', 'What will be better, under which conditions, and why you believe it. One sentence that could turn out false.'),
      required('primary_metric', 'Primary metric', 'The one number that decides, its direction and its unit.'),
      field('expected_evidence', 'Expected evidence', 'Which comparison, against which baseline, over how many seeds, would convince a doubter?'),
      RISK,
      COST,
    ],
  },
  {
    key: 'dataset',
    name: 'Dataset or benchmark',
    description: 'Data or a task by which others will be measured.',
    fields: [
      field('hypothesis', 'Gap', 'What cannot be measured today that this will let us measure?'),
      required('primary_metric', 'Primary metric', 'How an entry is scored, and what a person and a trivial baseline score.'),
      required('expected_evidence', 'Evidence of quality', 'How will you show that the labels are right and that the task is not solved by a shortcut?'),
      field('risk', 'Risk', 'Licences, consent, personal data, contamination of training sets.'),
      required('cost', 'Cost', 'Collection, annotation, hosting, and who keeps it alive.'),
    ],
  },
  {
    key: 'analysis',
    name: 'Analysis',
    description: 'A closer look at what exists: why it works, when it fails, whether it replicates.',
    fields: [
      required('hypothesis', 'Question', 'What do you want to know, and which answers are possible?'),
      field('primary_metric', 'Primary metric', 'What is measured to answer it.'),
      required('expected_evidence', 'Expected evidence', 'What would each answer look like in the data?'),
      RISK,
      COST,
    ],
  },
  {
    key: 'position',
    name: 'Position',
    description: 'An argument about how the field should think or act.',
    fields: [
      required('hypothesis', 'Claim', 'The sentence that a reasonable colleague would dispute.'),
      field('primary_metric', 'Measure of success', 'How would you notice that the argument was heard?'),
      field('expected_evidence', 'Support', 'The cases, numbers or literature on which the argument stands.'),
      field('risk', 'Strongest objection', 'The best argument against the claim, and your answer.'),
      COST,
    ],
  },
];

export const templateOf = (key: string): ProposalTemplate | undefined => TEMPLATES.find((template) => template.key === key);
