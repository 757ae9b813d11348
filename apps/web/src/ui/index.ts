/** The parts that pages are made of. They know no domain and no GraphQL: what they show they are given. */
export { Badge, type Tone } from './Badge';
export { Deadline, DeadlineTimes } from './Deadline';
export { Icon } from './Icon';
export { Interval } from './Interval';
export { Card, Columns, Line, Page, Row, Rows, Section } from './layout';
export { Link } from './Link';
export { Mark } from './Mark';
export {
  ClaimBadge, ClaimSentence, Health, Severity, Stage, ThreadKind, ThreadState, healthWords, severityWords, stageWords,
  type ClaimStatus, type HealthName, type SeverityName, type StageName, type ThreadKindName, type ThreadStateName,
} from './meaning';
export { useNow } from './now';
export { Avatar, PersonName, Presence, type PersonShown } from './people';
export { SavedIndicator, type SavedState } from './SavedIndicator';
export { Empty, Failure, NotFound, NothingMatches, Notice, Refused, Waiting, reasonOf } from './states';
export { Table, type TableColumn } from './Table';
export { TabLinks, type TabLink } from './TabLinks';
export { Aside, Because, PlainText, RelativeTime, Unseen, Written } from './text';
export * from './time';
export { ToastArea, useToaster } from './toast';
