/** The seven roles of a membership (a role is always held in a unit). */
export const ROLES = ['analyst', 'comms', 'unit_lead', 'coordinator', 'trainer', 'auditor', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** FIRST Traffic Light Protocol 2.0, from the most to the least restricted. */
export const TLP_LABELS = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const
export type Tlp = (typeof TLP_LABELS)[number]

/** The data space every row belongs to: the live one, or one exercise by its id. */
export const LIVE_WORLD = 'live'
export type World = string
