/** What a unit can choose to do, silence included: `no_response` and `monitor` are reasoned decisions like the others. */
export const RESPONSE_OPTIONS = [
  'no_response',
  'monitor',
  'prepare_line',
  'prebunk',
  'debunk',
  'counter_narrative',
  'counter_brand',
  'awareness_campaign',
  'network_building',
  'resilience_building',
  'crisis_comms',
  'direct_contact',
  'partner_referral',
  'platform_report',
  'policy_response',
  'legal_referral',
  'dialogue',
] as const
export type ResponseOption = (typeof RESPONSE_OPTIONS)[number]
