import type { RouteRuleInput } from '@hub/core/alert/route-rule-view.ts'

const ANY: Pick<RouteRuleInput, 'countries' | 'languages' | 'minSeverity' | 'enabled'> = {
  countries: [],
  languages: [],
  minSeverity: 'S4',
  enabled: true,
}

/**
 * The routing rules of a new installation: three examples in a few languages, and the catch-all, which every hub has.
 * `continues` lets the next rules add further units.
 */
export const STARTER_ROUTES = [
  {
    title: 'Health and medicines',
    terms: [
      'vaccine', 'vaccines', 'vaccination', 'virus', 'outbreak', 'epidemic', 'hospital', 'hospitals', 'medicine', 'medicines', 'disease',
      'drinking water', 'vacuna', 'vacunas', 'hospital', 'brote', 'vaccin', 'hôpital', 'épidémie', 'impfung', 'krankenhaus', 'vaccino', 'ospedale',
    ],
    units: ['health'],
    continues: true,
    ...ANY,
  },
  {
    title: 'Elections and voting',
    terms: [
      'election', 'elections', 'polling station', 'polling stations', 'ballot', 'ballots', 'voting', 'vote count', 'voter registration', 'referendum',
      'elección', 'elecciones', 'voto por correo', 'colegio electoral', 'élection', 'élections', 'bureau de vote', 'wahl', 'wahlen', 'wahllokal', 'elezioni',
    ],
    units: ['elections'],
    continues: true,
    ...ANY,
  },
  {
    title: 'Emergencies and public safety',
    terms: [
      'evacuation', 'earthquake', 'flood', 'flooding', 'wildfire', 'explosion', 'power cut', 'blackout', 'emergency number', 'curfew', 'border closure',
      'evacuación', 'terremoto', 'inundación', 'incendio', 'apagón', 'évacuation', 'inondation', 'séisme', 'evakuierung', 'hochwasser', 'erdbeben', 'stromausfall',
    ],
    units: ['interior'],
    continues: true,
    ...ANY,
  },
  { title: 'Everything else', terms: [], units: ['coordination'], continues: false, isCatchAll: true, ...ANY },
]
