/** Zone names by their offset in minutes. Where a name has several meanings, the one most news feeds mean. */
const ZONES: readonly (readonly [offsetMinutes: number, names: string])[] = [
  [-600, 'hst'],
  [-540, 'akst'],
  [-480, 'pt pst akdt'],
  [-420, 'mt mst pdt'],
  [-360, 'ct cst mdt'],
  [-300, 'et est cdt cot pet'],
  [-240, 'at ast edt clt vet bot'],
  [-210, 'nst'],
  [-180, 'adt brt art clst uyt'],
  [-150, 'ndt'],
  [-120, 'brst'],
  [0, 'z ut utc gmt wet'],
  [60, 'west bst cet met mez wat'],
  [120, 'cest mest mesz cat sast eet'],
  [180, 'eest eat msk trt'],
  [210, 'irst'],
  [240, 'msd gst'],
  [300, 'pkt'],
  [330, 'ist'],
  [345, 'npt'],
  [360, 'bdt'],
  [420, 'ict wib'],
  [480, 'wita hkt sgt myt pht awst'],
  [540, 'wit jst kst'],
  [570, 'acst'],
  [600, 'aest'],
  [630, 'acdt'],
  [660, 'aedt'],
  [720, 'nzst'],
  [780, 'nzdt'],
]

/** Minutes east of UTC by zone name in lower case. */
export const ZONE_OFFSETS: Readonly<Record<string, number>> = Object.fromEntries(
  ZONES.flatMap(([offsetMinutes, names]) => names.split(' ').map((name) => [name, offsetMinutes])),
)
