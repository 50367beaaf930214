import { GROWTH_RULE } from '@hub/config/starter/detection-rules.ts'
import { detectionRuleIdSchema } from '@hub/core/ids.ts'
import { DEFAULT_GROWTH_CONFIG } from '@hub/core/signal/growth-config.ts'

import { scoreDetection } from './detection-scores.ts'
import type { DetectionScores } from './detection-scores.ts'
import { placeItems } from './place-items.ts'
import { readLabelled } from './read-labelled.ts'
import type { LabelledItem } from './run-clustering.ts'
import { runDetection } from './run-detection.ts'
import type { PlacedItem } from './run-detection.ts'

type Setting = { minPublishers: number; emergenceHours: number; minZ: number; minRatio: number }

/** What an aim is: most events, early; of the settings that reach it the one with the fewest alerts is taken. */
const AIM = { share: 0.85, itemNumber: 4 }
const SHIPPED: Setting = {
  minPublishers: GROWTH_RULE.minPublishers,
  emergenceHours: DEFAULT_GROWTH_CONFIG.emergenceHours,
  minZ: GROWTH_RULE.minZ,
  minRatio: DEFAULT_GROWTH_CONFIG.minRatio,
}

main()

/** Scores a grid of settings on halves in time of each file, chooses on all folds but one and reports the one left out. */
function main(): void {
  const files = process.argv.slice(2)
  if (files.length === 0) {
    console.error('npm run tune:detect -- FILE.jsonl [FILE.jsonl …]')
    process.exitCode = 2
    return
  }
  const folds = files.flatMap((file) => halves(readLabelled(file))).map((items) => placeItems(items, []))
  const grid = settings()
  const scores = new Map(grid.map((setting) => [setting, folds.map((fold) => score(fold, setting))]))
  console.log('chosen on the other folds, scored on the one left out:')
  for (const index of folds.keys()) {
    const best = choose(scores, index)
    const held = scores.get(best)?.[index]
    if (held) console.log(`  fold ${index + 1}  ${JSON.stringify(best)}  ${describe(held)}`)
  }
  console.log('shipped, by fold:')
  for (const [index, fold] of folds.entries()) console.log(`  fold ${index + 1}  ${describe(score(fold, SHIPPED))}`)
  console.log('publishers against alerts a day, other settings as shipped, mean of the folds:')
  for (const minPublishers of [2, 3, 4, 5, 6]) {
    const found = folds.map((fold) => score(fold, { ...SHIPPED, minPublishers }))
    console.log(`  ${minPublishers} publishers  ${describeMean(found)}`)
  }
}

function halves(items: readonly LabelledItem[]): LabelledItem[][] {
  const sorted = items.toSorted((a, b) => Date.parse(a.publishedAt ?? '') - Date.parse(b.publishedAt ?? ''))
  const middle = Math.floor(sorted.length / 2)
  return [sorted.slice(0, middle), sorted.slice(middle)]
}

function settings(): Setting[] {
  return [2, 3, 4].flatMap((minPublishers) =>
    [2, 4, 6, 12].flatMap((emergenceHours) =>
      [2, 3, 4, 6].flatMap((minZ) =>
        [1.5, 2, 3].map((minRatio) => ({ minPublishers, emergenceHours, minZ, minRatio })),
      ),
    ),
  )
}

function score(placed: readonly PlacedItem[], setting: Setting): DetectionScores {
  const { minPublishers, minZ } = setting
  const id = detectionRuleIdSchema.parse('00000000-0000-7000-8000-000000000000')
  const rule = { ...GROWTH_RULE, id, minPublishers, minItems: minPublishers, minZ }
  return scoreDetection(placed, runDetection(placed, rule, { ...DEFAULT_GROWTH_CONFIG, ...setting }))
}

function choose(scores: ReadonlyMap<Setting, readonly DetectionScores[]>, without: number): Setting {
  const ranked = [...scores]
    .map(([setting, byFold]) => {
      const used = byFold.filter((_, index) => index !== without)
      const reaches =
        mean(used.map(shareOf)) >= AIM.share && mean(used.map(({ itemNumber }) => itemNumber)) <= AIM.itemNumber
      return { setting, reaches, alertsADay: mean(used.map(alertsADay)) }
    })
    .sort((a, b) => Number(b.reaches) - Number(a.reaches) || a.alertsADay - b.alertsADay)
  return ranked[0]?.setting ?? SHIPPED
}

function describe(scores: DetectionScores): string {
  const { alerted, events, itemNumber, delayMinutes, purityAtAlert, purityAtEnd } = scores
  return `${alerted}/${events} alerted, item ${itemNumber}, ${delayMinutes.toFixed(1)} min, purity ${purityAtAlert.toFixed(3)} / ${purityAtEnd.toFixed(3)}, ${alertsADay(scores).toFixed(1)} alerts a day`
}

function describeMean(found: readonly DetectionScores[]): string {
  const of = (pick: (scores: DetectionScores) => number) => mean(found.map(pick))
  return `${(of(shareOf) * 100).toFixed(1)} % alerted, item ${of(({ itemNumber }) => itemNumber).toFixed(1)}, ${of(({ delayMinutes }) => delayMinutes).toFixed(1)} min, ${of(alertsADay).toFixed(1)} alerts a day about ${of((scores) => scores.narrativesAlerted / scores.days).toFixed(1)} narratives`
}

function shareOf({ alerted, events }: DetectionScores): number {
  return events === 0 ? 1 : alerted / events
}

function alertsADay({ alerts, days }: DetectionScores): number {
  return alerts / days
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
