import type { ClipType, Method } from './fields.ts';
import type { MessageKey } from './message-key.ts';
import type { ActorKind } from './schema/actor.ts';
import type { AnchorState } from './schema/observation.ts';

export const TYPE_LABELS = {
  requirement: 'type_requirement',
  feedback: 'type_feedback',
  competitor: 'type_competitor',
  note: 'type_note',
} as const satisfies Record<ClipType, MessageKey>;

export const METHOD_LABELS = {
  interview: 'method_interview',
  focus_group: 'method_focus_group',
  observation: 'method_observation',
  survey: 'method_survey',
  analytics: 'method_analytics',
  experiment: 'method_experiment',
  review: 'method_review',
  support: 'method_support',
  sales: 'method_sales',
  forum: 'method_forum',
  desk: 'method_desk',
} as const satisfies Record<Method, MessageKey>;

export const ACTOR_LABELS = {
  competitor: 'actor_competitor',
  customer: 'actor_customer',
  segment: 'actor_segment',
  persona: 'actor_persona',
  self: 'actor_self',
} as const satisfies Record<ActorKind, MessageKey>;

export const SENTIMENT_LABELS = {
  '-1': 'sentiment_negative',
  '0': 'sentiment_neutral',
  '1': 'sentiment_positive',
} as const satisfies Record<string, MessageKey>;

export const IMPORTANCE_LABELS = [
  'importance_0',
  'importance_1',
  'importance_2',
  'importance_3',
] as const satisfies MessageKey[];

export const STANDING_LABELS = {
  exact: 'standing_exact',
  moved: 'standing_moved',
  changed: 'standing_changed',
  missing: 'standing_missing',
} as const satisfies Record<AnchorState, MessageKey>;
