import type { Publishers } from './browser-publishers.ts'

/** Publishers of Marenia, a country that exists in tests only. */
export const PRESS = [
  'Arden Courier',
  'Marenia Post',
  'Radio Coast',
  'Valley Herald',
  'Harbour Times',
  'Morning Ledger',
  'Northern Wire',
  'Daily Lantern',
  'City Echo',
  'Diario del Puerto',
] as const

type Publisher = (typeof PRESS)[number]
export type Report = { by: Publisher; title: string; text: string; hoursAgo: number }

/** A rumour that a few carried yesterday and everybody carries now. */
export const TAP_WATER: readonly Report[] = [
  {
    by: 'Arden Courier',
    hoursAgo: 30,
    title: 'Tap water unsafe after pipe repair, residents of Port Arden fear',
    text: 'Residents of Port Arden say the tap water is unsafe since the pipe repair in Mill Street. The drinking water looks brown, and people boil it before use.',
  },
  {
    by: 'Radio Coast',
    hoursAgo: 21,
    title: 'Is the tap water in Port Arden unsafe after the pipe repair?',
    text: 'Listeners ask whether tap water in Port Arden is unsafe after the pipe repair in Mill Street. Photos of brown drinking water come with the advice to boil it.',
  },
  {
    by: 'Valley Herald',
    hoursAgo: 2.6,
    title: 'Brown tap water after pipe repair: unsafe to drink, posts claim',
    text: 'Posts claim that the tap water in Port Arden is unsafe to drink after the pipe repair in Mill Street, and that drinking water has to be boiled for a week.',
  },
  {
    by: 'Marenia Post',
    hoursAgo: 1.4,
    title: 'Claim spreads that tap water is unsafe after pipe repair in Mill Street',
    text: 'A claim spreads in Port Arden that tap water is unsafe after the pipe repair in Mill Street. Families boil drinking water; shops sell out of bottles.',
  },
  {
    by: 'Harbour Times',
    hoursAgo: 0.9,
    title: 'Shops sell out of bottles over unsafe tap water in Port Arden',
    text: 'Shops in Port Arden sell out of bottled water over the claim that tap water is unsafe after the pipe repair in Mill Street. Many boil their drinking water.',
  },
  {
    by: 'Morning Ledger',
    hoursAgo: 0.6,
    title: 'Port Arden: unsafe tap water after pipe repair, neighbours warn each other',
    text: 'Neighbours in Port Arden warn each other that the tap water is unsafe after the pipe repair in Mill Street and carry boiled drinking water home.',
  },
  {
    by: 'Northern Wire',
    hoursAgo: 0.4,
    title: 'Port Arden residents boil tap water after pipe repair, call it unsafe',
    text: 'Residents of Port Arden boil tap water after the pipe repair in Mill Street and call it unsafe. A photo of brown drinking water was shared a thousand times.',
  },
  {
    by: 'City Echo',
    hoursAgo: 0.2,
    title: 'Tap water in Port Arden called unsafe after Mill Street pipe repair',
    text: 'Tap water in Port Arden is called unsafe after the pipe repair in Mill Street. The photo of brown drinking water is said to be from another city.',
  },
]

/** Stories beside it, each of its own. */
export const OTHER_NEWS: readonly Report[] = [
  {
    by: 'Daily Lantern',
    hoursAgo: 7,
    title: 'Polling stations said to close at noon on election day',
    text: 'A picture of a notice says polling stations in the Valley close at noon on election day. Voters ask the electoral authority whether the ballot hours changed.',
  },
  {
    by: 'Valley Herald',
    hoursAgo: 3,
    title: 'Notice says polling stations close at noon on election day',
    text: 'A notice in the Valley says polling stations close at noon on election day. Voters wonder whether the ballot hours were changed.',
  },
  {
    by: 'Radio Coast',
    hoursAgo: 1.1,
    title: 'Do polling stations close at noon? Election day notice worries voters',
    text: 'A notice that polling stations close at noon on election day worries voters in the Valley. The ballot hours are printed on it with the seal of the authority.',
  },
  {
    by: 'Marenia Post',
    hoursAgo: 0.5,
    title: 'Election day: notice says polling stations close at noon',
    text: 'The notice says polling stations in the Valley close at noon on election day. It carries a seal, and voters pass it on with questions about ballot hours.',
  },
  {
    by: 'Northern Wire',
    hoursAgo: 3.4,
    title: 'No school lessons on Monday because of snow? Rumour puzzles parents',
    text: 'A rumour says all schools of the province cancel lessons on Monday because of snow. Parents ask the school board whether it is true.',
  },
  {
    by: 'Morning Ledger',
    hoursAgo: 2.2,
    title: 'Rumour says schools cancel lessons on Monday because of snow',
    text: 'Parents pass on the rumour that schools of the province cancel lessons on Monday because of snow. The school board has announced nothing.',
  },
  {
    by: 'Arden Courier',
    hoursAgo: 1.2,
    title: 'Parents ask: do schools cancel lessons on Monday because of snow?',
    text: 'The rumour that all schools of the province cancel lessons on Monday because of snow reaches more parents. The school board knows nothing of it.',
  },
  {
    by: 'Harbour Times',
    hoursAgo: 5,
    title: 'New ferry timetable starts in spring',
    text: 'The ferry between the islands sails every hour from March. The new timetable hangs at both piers and on the company page.',
  },
  {
    by: 'Northern Wire',
    hoursAgo: 12,
    title: 'Museum of clocks reopens with a tower exhibition',
    text: 'After two years of works the museum of clocks reopens. The tower exhibition shows forty movements from village churches.',
  },
  {
    by: 'City Echo',
    hoursAgo: 9,
    title: 'Chess club wins the league in the last round',
    text: 'With a draw on board three the chess club of the old town wins the league. The cup is handed over on Sunday.',
  },
  {
    by: 'Diario del Puerto',
    hoursAgo: 4,
    title: 'Dicen que las escuelas cierran el lunes por la nevada',
    text: 'Un mensaje dice que todas las escuelas de la provincia cierran el lunes por la nevada. Las familias preguntan al ayuntamiento si el aviso es cierto.',
  },
]

/** Publishes reports, the oldest first. */
export function publishAll(publishers: Publishers, reports: readonly Report[]): void {
  for (const { by, ...story } of reports.toSorted((a, b) => b.hoursAgo - a.hoursAgo)) publishers.publish(by, story)
}
