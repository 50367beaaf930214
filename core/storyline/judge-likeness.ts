import type { FeatureKind } from './read-features.ts'

/** What can speak for two narratives being of one storyline. */
export const LIKENESS_KINDS = ['claim', 'url', 'name', 'number', 'tag', 'terms', 'meaning'] as const
export type LikenessKind = (typeof LIKENESS_KINDS)[number]

/** A feature both narratives have; `holders` of all `narratives` with features have it. */
export type SharedFeature = { kind: FeatureKind | 'claim'; shown: string; holders: number }

export type LikenessFacts = {
  shared: readonly SharedFeature[]
  /** How many narratives were read in all: how rare a feature is, is measured against them. */
  narratives: number
  isSameLanguage: boolean
  /** Cosine of the key terms; only told of narratives in one language. */
  termCosine: number
  /** Cosine of the embeddings, where the operator runs a model for them. */
  meaningCosine: number | null
  /** Days between the end of one and the beginning of the other; 0 when they overlap. */
  gapDays: number
}

/** One reason: what is shared, as people read it, and what it adds to the score. */
export type LikenessReason = { kind: LikenessKind; weight: number; shown: string[] }
export type Likeness = { isSuggested: boolean; score: number; reasons: LikenessReason[] }

/** What one shared feature of full rarity adds, and what a kind can add in all. */
const ADDS: Record<FeatureKind | 'claim', { each: number; most: number }> = {
  claim: { each: 0.6, most: 0.8 },
  url: { each: 0.5, most: 0.8 },
  name: { each: 0.2, most: 0.5 },
  number: { each: 0.15, most: 0.25 },
  tag: { each: 0.25, most: 0.4 },
}
/** Carried by more of all narratives than this, a feature tells nothing. */
const COMMON_SHARE = 0.05
const COMMON_LEAST = 4
const SUGGEST_FROM = 0.5
/** A storyline lives for months: likeness halves with each quiet month. */
const GAP_HALF_LIFE_DAYS = 30
const SHOWN = 6

/**
 * Decides whether two narratives may be told as one storyline, and says why. Only a suggestion: people decide. It takes two kinds of
 * evidence, or a shared claim review or quoted address alone. Hand-set weights: no labelled data stands behind them.
 */
export function judgeLikeness(facts: LikenessFacts): Likeness {
  const reasons = [...sharedReasons(facts), ...cosineReasons(facts)].sort((a, b) => b.weight - a.weight)
  const fade = 2 ** (-Math.max(0, facts.gapDays) / GAP_HALF_LIFE_DAYS)
  const score = Math.min(1, reasons.reduce((sum, { weight }) => sum + weight, 0) * fade)
  const isStrong = reasons.some(({ kind }) => kind === 'claim' || kind === 'url')
  return { isSuggested: score >= SUGGEST_FROM && (isStrong || reasons.length >= 2), score, reasons }
}

function sharedReasons({ shared, narratives }: LikenessFacts): LikenessReason[] {
  return [...Map.groupBy(shared, ({ kind }) => kind)].flatMap(([kind, features]) => {
    const told = features
      .map(({ shown, holders }) => ({ shown, weight: ADDS[kind].each * rarityOf(holders, narratives) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
    const weight = Math.min(
      ADDS[kind].most,
      told.reduce((sum, feature) => sum + feature.weight, 0),
    )
    return weight > 0 ? [{ kind, weight, shown: told.slice(0, SHOWN).map(({ shown }) => shown) }] : []
  })
}

function cosineReasons({ isSameLanguage, termCosine, meaningCosine }: LikenessFacts): LikenessReason[] {
  const reasons: LikenessReason[] = []
  if (isSameLanguage && termCosine > 0.1) reasons.push({ kind: 'terms', weight: Math.min(0.6, termCosine), shown: [] })
  // Engines of one language may lean on meaning for 0.3 at most (design of the engine); across languages it is one kind of several.
  const most = isSameLanguage ? 0.3 : 0.4
  if (meaningCosine !== null && meaningCosine > 0.6) {
    reasons.push({ kind: 'meaning', weight: Math.min(most, (meaningCosine - 0.6) * 1.5), shown: [] })
  }
  return reasons
}

/** 1 for what these two alone share, 0 for what is common. */
function rarityOf(holders: number, narratives: number): number {
  const common = Math.max(COMMON_LEAST, narratives * COMMON_SHARE)
  if (holders > common) return 0
  return 1 - (0.7 * Math.log(Math.max(1, holders / 2))) / Math.log(Math.max(2, common / 2))
}
