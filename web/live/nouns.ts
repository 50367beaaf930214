/** The nouns of change messages; a query names those it shows. */
export const NOUNS = [
  'narrative',
  'item',
  'signal',
  'alert',
  'delivery',
  'case',
  'tasking',
  'log_entry',
  'run',
  'playbook',
  'source',
  'source_import',
  'profile',
  'route_rule',
  'unit',
  'user',
  'item_import',
  'api_key',
  'page_order',
  'tip',
] as const
export type Noun = (typeof NOUNS)[number]
