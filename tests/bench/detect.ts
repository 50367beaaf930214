import { parseArgs } from 'node:util'

import { detectionRuleIdSchema } from '@hub/core/ids.ts'
import { GROWTH_RULE } from '@hub/config/starter/detection-rules.ts'
import { DEFAULT_GROWTH_CONFIG } from '@hub/core/signal/growth-config.ts'

import { EVENT_ITEMS, EXPECTED_SHARE, scoreDetection } from './detection-scores.ts'
import type { DetectionScores } from './detection-scores.ts'
import { placeItems } from './place-items.ts'
import { readLabelled } from './read-labelled.ts'
import { runDetection } from './run-detection.ts'

const USAGE = 'npm run bench:detect -- --data FILE.jsonl [--noise FILE.jsonl]'

main()

function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' }, noise: { type: 'string' } } })
  if (!values.data) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const data = readLabelled(values.data)
  const noise = values.noise ? readLabelled(values.noise) : []
  const placed = placeItems(data, noise)
  const rule = { ...GROWTH_RULE, id: detectionRuleIdSchema.parse('00000000-0000-7000-8000-000000000000') }
  console.log(`${data.length} items, ${noise.length} of noise`)
  printScores(scoreDetection(placed, runDetection(placed, rule, DEFAULT_GROWTH_CONFIG)))
}

function printScores(scores: DetectionScores): void {
  const { events, alerted, alerts, days } = scores
  const share = events === 0 ? 0 : alerted / events
  console.log(`events of ${EVENT_ITEMS} items or more  ${events}, alerted ${alerted} (${(share * 100).toFixed(1)} %)`)
  console.log(
    `purity of alerted narratives  at the alert ${scores.purityAtAlert.toFixed(3)}, at the end ${scores.purityAtEnd.toFixed(3)}`,
  )
  console.log(`median item number at the first alert  ${scores.itemNumber}`)
  console.log(
    `median delay after the event's first item  ${scores.delayMinutes.toFixed(1)} min; of the ${EXPECTED_SHARE * 100} % of events alerted first ${scores.expectedDelayMinutes.toFixed(1)} min`,
  )
  console.log(
    `alerts a day  ${(alerts / days).toFixed(1)} (${alerts} in ${days.toFixed(2)} days, about ${scores.narrativesAlerted} narratives; ${scores.aboutSmallEvents} about smaller events, ${scores.aboutNoEvent} about none)`,
  )
}
