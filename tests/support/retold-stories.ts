import { recombineItems } from './recombine-items.ts'
import type { ShortItem } from './store-items.ts'

const SUBJECTS = [
  'tap water of Brăila poisoned after pipe repair near the old harbour',
  'measles vaccine delayed until spring by the health agency',
  'bridge over the Danube closed for lorries since the flood',
  'election date moved by two weeks after the court ruling',
  'price of flour doubled within a month in village shops',
  'railway strike announced for Monday by the drivers union',
  'wolves seen near the school of Vatra after the snowfall',
  'power cut in the hospital blamed on a foreign cyber attack',
]
const OPENINGS = [
  'Residents claim:',
  'Reports say',
  'It is said',
  'Officials deny',
  'Rumour has it',
  'Experts doubt',
  'Breaking:',
]
const ENDINGS = [
  'says the mayor',
  'neighbours write',
  'no proof so far',
  'share before it is deleted',
  'the ministry knows',
  'video shows',
]

/** Made-up posts of many stories in order of time, the same for the same seed, every fifth in another language. */
export function retoldStories(count: number, seed: number, startMs: number, itemsPerHour = 400): ShortItem[] {
  const stories = SUBJECTS.map((subject) =>
    OPENINGS.flatMap((opening) => ENDINGS.map((ending) => `${opening} ${subject}, ${ending}`)),
  )
  return [...recombineItems({ stories, count, seed, startMs, itemsPerHour })].map(({ number, atMs, text }) => ({
    number,
    atMs,
    text,
    language: number % 5 === 0 ? 'ro' : 'en',
  }))
}
