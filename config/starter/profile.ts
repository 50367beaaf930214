const DAY_MS = 86_400_000

/**
 * The watch profile of a new installation. It says openly what it is: approved by the installation and by no person, for
 * 30 days, so that a team can look at its own feeds before it writes profiles of its own.
 */
export const STARTER_PROFILE = {
  title: 'Getting started',
  purpose:
    'To let a new team see how the hub works with news feeds it chooses itself. It names no feed until somebody imports or adds one without naming another profile.',
  legalBasis:
    'None has been examined yet. Only openly published feeds of publishers are read, as any reader could. Before the hub serves real work, write a profile with your own legal basis and withdraw this one.',
  necessity:
    'Without a profile in force nothing is collected, and a team could not try the hub. It ends by itself 30 days after installation, so that a profile of your own takes its place.',
  proportionality:
    'It has no search terms, so everything in the feeds you add is kept, and nothing beyond them. Names of authors are dropped when items arrive, no account or person is followed, and items are removed by the retention periods.',
  impactAssessmentReference: null,
  terms: [],
  exclusions: [],
  languages: [],
  inForceMs: 30 * DAY_MS,
}
