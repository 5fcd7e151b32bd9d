import type { MessageKey } from '#lib/core/message-key.ts';
import type { Order } from '#lib/search/library/question.ts';

/** How orders are offered. */
export const ORDER_LABELS = {
  relevance: 'order_relevance',
  newest: 'order_newest',
  oldest: 'order_oldest',
  updated: 'order_updated',
  occurred: 'order_occurred',
  occurred_asc: 'order_occurred_asc',
  importance: 'order_importance',
  type: 'order_type',
  about: 'order_about',
  about_desc: 'order_about_desc',
  tags: 'order_tags',
  tags_desc: 'order_tags_desc',
  source: 'order_source',
  source_desc: 'order_source_desc',
  project: 'order_project',
  project_desc: 'order_project_desc',
  sentiment: 'order_sentiment',
  sentiment_desc: 'order_sentiment_desc',
  method: 'order_method',
} as const satisfies Record<Order, MessageKey>;
