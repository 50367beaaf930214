/**
 * The units of a new installation: one that coordinates, and four that many governments have. Names are neutral on
 * purpose; an administrator renames, adds and closes units to fit the country.
 */
export const STARTER_UNITS = [
  { slug: 'coordination', name: 'Coordination unit', kind: 'coordination', parent: null, zone: 'UTC' },
  { slug: 'communications', name: 'Government communications', kind: 'agency', parent: null, zone: 'UTC' },
  { slug: 'health', name: 'Health ministry', kind: 'ministry', parent: null, zone: 'UTC' },
  { slug: 'interior', name: 'Interior ministry', kind: 'ministry', parent: null, zone: 'UTC' },
  { slug: 'elections', name: 'Electoral authority', kind: 'agency', parent: null, zone: 'UTC' },
] as const
