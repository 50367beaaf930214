import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely'

import type { ActorKind } from '@hub/core/access/actor.ts'
import type { ApiKeyState } from '@hub/core/access/api-key.ts'
import type { ApiKeyScope } from '@hub/core/access/api-key-scope.ts'
import type { Role, Tlp, World } from '@hub/core/access/role.ts'
import type { UnitKind } from '@hub/core/access/unit-view.ts'
import type { CaseState, ClosingReason, DismissalReason } from '@hub/core/case/case-state.ts'
import type { LogKind } from '@hub/core/case/log-entry.ts'
import type { TaskingPart, TaskingState } from '@hub/core/case/tasking-state.ts'
import type * as Id from '@hub/core/ids.ts'
import type { ImportPlan, ImportState } from '@hub/core/intake/item-import.ts'
import type { DraftOutcome, DraftState } from '@hub/core/model/draft-view.ts'
import type { DraftSentence } from '@hub/core/model/judge-draft.ts'
import type { ModelProblem } from '@hub/core/model/model-problem.ts'
import type { ChanceCorrection } from '@hub/core/match/correct-chance.ts'
import type { MatchState, RefusalReason } from '@hub/core/match/decide-match.ts'
import type { MatchedWord } from '@hub/core/match/matched-words.ts'
import type { NarrativeState } from '@hub/core/narrative/narrative-state.ts'
import type { LikenessReason } from '@hub/core/storyline/judge-likeness.ts'
import type { FeatureKind } from '@hub/core/storyline/read-features.ts'
import type { SuggestionState } from '@hub/core/storyline/storyline-view.ts'
import type { RulingKind } from '@hub/core/narrative/ruling.ts'
import type { TriageDecision } from '@hub/core/narrative/triage-narrative.ts'
import type { StepOrigin } from '@hub/core/playbook/merge-inherited-steps.ts'
import type { PlaybookContent, PlaybookStep, PlaybookVersionStatus } from '@hub/core/playbook/playbook.ts'
import type { RunState, StepState } from '@hub/core/playbook/run-transitions.ts'
import type { Assessment, OpinionGate, Priority, Severity } from '@hub/core/resist/assessment.ts'
import type { PageOrderKind, PageOrderState, PageProblem } from '@hub/core/source/page-order.ts'
import type { OutlineImportState } from '@hub/core/source/import-view.ts'
import type { HoldKind, HoldState } from '@hub/core/retention/legal-hold.ts'
import type { PurgeCount, PurgeRun } from '@hub/core/retention/purge-view.ts'
import type { RuleKind } from '@hub/core/signal/detection-rule.ts'
import type { SnoozeEnd } from '@hub/core/signal/judge-snooze.ts'
import type { HistoryDimension } from '@hub/core/signal/narrative-history.ts'
import type { ProfileStepKind } from '@hub/core/source/profile-step.ts'
import type { SourceKind } from '@hub/core/source/source.ts'
import type { WebsubState } from '@hub/core/source/websub.ts'
import type { SourceState } from '@hub/core/source/source-moves.ts'
import type { TipDeclineReason, TipState } from '@hub/core/tip/tip.ts'

/** A timestamp: always a Date; the database may fill it in. */
type Filled = ColumnType<Date, Date | undefined, Date>
type Json<T> = ColumnType<T, string, string>

type GovernedWithoutUnit = {
  world: Generated<World>
  tlp: Generated<Tlp>
  rowVersion: Generated<number>
  createdAt: Filled
  updatedAt: Filled
}
type Governed = GovernedWithoutUnit & { owningUnitId: Generated<Id.UnitId | null> }

export type UnitTable = GovernedWithoutUnit & {
  id: Id.UnitId
  parentId: Id.UnitId | null
  slug: string
  name: string
  kind: UnitKind
  zone: Generated<string>
  workingHours: ColumnType<{ days: number[]; from: string; to: string }, string | undefined, string>
  holidays: ColumnType<string[], string | undefined, string>
  /** Alerts the unit wants in a week; null means no limit. */
  alertBudget: Generated<number | null>
  closedAt: Generated<Date | null>
}

export type UserAccountTable = {
  id: Id.UserId
  email: string
  name: string
  status: Generated<'active' | 'suspended'>
  rowVersion: Generated<number>
  createdAt: Filled
  updatedAt: Filled
}

export type MembershipTable = {
  id: string
  userId: Id.UserId
  unitId: Id.UnitId
  role: Role
  world: Generated<World>
  grantedBy: string
  reason: string | null
  grantedAt: Filled
  revokedAt: Generated<Date | null>
  revokedBy: Generated<string | null>
}

export type PublisherTable = Governed & {
  id: Id.PublisherId
  name: string
  domain: string
  country: Generated<string | null>
  kind: Generated<string>
}

export type SourceTable = Governed & {
  id: Id.SourceId
  kind: Generated<SourceKind>
  url: string
  canonicalUrl: string
  title: string
  siteUrl: string | null
  publisherId: Id.PublisherId
  language: string | null
  country: string | null
  platform: Generated<string | null>
  readsClaimReviews: Generated<boolean>
  community: Generated<string | null>
  tags: Generated<string[]>
  state: Generated<SourceState>
  pausedReason: Generated<string | null>
  etag: Generated<string | null>
  lastModified: Generated<string | null>
  bodyHash: Generated<string | null>
  intervalMs: Generated<number>
  nextFetchAt: Filled
  /** Until when its hub pushes its news, so that polls are only a back-up. */
  pushedUntil: Generated<Date | null>
  claimedUntil: Generated<Date | null>
  claimFence: Generated<number>
  lastFetchAt: Generated<Date | null>
  lastGoodAt: Generated<Date | null>
  lastItemAt: Generated<Date | null>
  failures: Generated<number>
  failingSince: Generated<Date | null>
  /** How far apart its items usually are; null while too few are known. */
  usualGapMs: Generated<number | null>
  proposedBy: Generated<string | null>
  /** Host and registrable domain of the address that answers; the collector fills them where they are missing. */
  host: Generated<string | null>
  site: Generated<string | null>
  /** When its document was last fetched in full. */
  fullFetchAt: Generated<Date | null>
  /** Where a permanent redirect leads, and since when without a break. */
  movedTo: Generated<string | null>
  movedSince: Generated<Date | null>
  /** The line of the fetch log that further unchanged answers are added to. */
  quietFetchId: Generated<string | null>
  /** The last fetch's outcome as structured words: what happened and its numbers. */
  outcome: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>
}

export type SourceFetchTable = {
  id: string
  sourceId: Id.SourceId
  at: Date
  outcome: string
  detail: Json<Record<string, unknown>>
  durationMs: number
  bytes: number
  itemsFound: number
  itemsNew: number
  /** How many fetches in a row ended like this; a line of several lasts `until`. */
  times: Generated<number>
  until: Generated<Date | null>
}

/** One site's turn: whoever holds it may ask the site, until it runs out; every hand-back names `fence`. */
export type SiteTurnTable = {
  site: string
  fence: Generated<number>
  heldUntil: Date | null
  freeAt: Date
  /** Until then the site asked (Retry-After) not to be asked at all. */
  blockedUntil: Generated<Date | null>
}

/** An entry of an outline file; `outcome` is null until it was dealt with. */
export type SourceImportEntryTable = {
  importId: string
  position: number
  line: number | null
  title: string
  url: string | null
  siteUrl: string | null
  folder: Generated<string[]>
  outcome: 'added' | 'present' | 'refused' | null
  reason: string | null
  todo: string | null
  sourceId: Generated<Id.SourceId | null>
}

/** A time in which no source at all answered. */
export type CollectingStopTable = {
  id: string
  world: World
  /** The last success before it; null when there was none. */
  lastGoodAt: Date | null
  noticedAt: Date
  /** The first success after it; null while it lasts. */
  endedAt: Date | null
}

export type SourceImportTable = {
  id: string
  name: string
  startedBy: string
  startedAt: Filled
  finishedAt: Date | null
  profileId: Id.ProfileId | null
  state: Generated<OutlineImportState>
  problem: Generated<string | null>
  /** How its sources stand once they are in: as whoever started it may decide. */
  sourceState: 'proposed' | 'approved'
  /** The file as it came, until it was read. */
  opml: Generated<string | null>
  total: Generated<number | null>
  done: Generated<number>
  added: Generated<number>
  alreadyThere: Generated<number>
  refused: Generated<number>
  world: Generated<World>
}

export type WatchProfileTable = Governed & {
  id: Id.ProfileId
  title: string
  purpose: string
  legalBasis: string
  necessity: string
  proportionality: string
  impactAssessmentReference: string | null
  terms: Json<string[]>
  exclusions: Json<string[]>
  languages: string[]
  startsAt: Filled
  endsAt: Date
  state: 'draft' | 'proposed' | 'approved' | 'withdrawn'
  proposedBy: string
  approvedBy: string | null
  approvedAt: Date | null
  withdrawnReason: Generated<string | null>
  /** When the hub noted that the end had come. */
  endNotedAt: Generated<Date | null>
  /** A later end that somebody asked for and nobody has decided on; its four columns are set together. */
  extensionEndsAt: Generated<Date | null>
  extensionReason: Generated<string | null>
  extensionProposedBy: Generated<string | null>
  extensionProposedAt: Generated<Date | null>
}

export type ProfileStepTable = {
  id: string
  profileId: Id.ProfileId
  kind: ProfileStepKind
  endsAt: Date | null
  reason: string | null
  doneBy: string
  doneAt: Date
}

export type WatchProfileSourceTable = { profileId: Id.ProfileId; sourceId: Id.SourceId; addedAt: Filled }

export type ItemTable = Governed & {
  id: Id.ItemId
  firstSeenAt: Date
  sourceId: Id.SourceId
  publisherId: Id.PublisherId
  externalId: string | null
  url: string | null
  canonicalUrl: string | null
  title: string
  text: string
  html: string | null
  language: string
  publishedAt: Date | null
  publishedRaw: string | null
  /** min(published, first seen): the only time the engine and detection see. */
  eventAt: Date
  contentHash: string
  matchedTerms: string[]
  search: unknown
}

export type ItemIdentityTable = {
  world: World
  key: string
  itemId: Id.ItemId
  firstSeenAt: Date
  /** When its item was deleted; the bare key stays, so that a feed that still carries it does not bring it back. */
  purgedAt: Generated<Date | null>
  /** When a feed last carried the key of a deleted item, to the day. */
  seenAt: Generated<Date | null>
}
export type ItemSightingTable = {
  itemId: Id.ItemId
  sourceId: Id.SourceId
  publisherId: Id.PublisherId
  firstSeenAt: Date
  seenAt: Date
}
export type ItemRevisionTable = {
  itemId: Id.ItemId
  revision: number
  firstSeenAt: Date
  seenAt: Date
  title: string
  text: string
  contentHash: string
  /** Whose words these are: the feed's, or those of the page itself, read on demand. */
  origin: Generated<'feed' | 'page'>
  /** Sanitised; kept for the full text of a page only. */
  html: Generated<string | null>
}
/** Items that wait for their shard's engine, in the order in which they were stored. */
export type ItemPendingTable = {
  seq: Generated<number>
  itemId: Id.ItemId
  firstSeenAt: Date
  world: World
  shard: string
}

/** A subscription to the hub that a feed names; `token` ends its callback's address. */
export type WebsubSubscriptionTable = Governed & {
  id: string
  sourceId: Id.SourceId
  hubUrl: string
  topicUrl: string
  token: string
  secret: string
  state: Generated<WebsubState>
  leaseEndsAt: Generated<Date | null>
  nextAttemptAt: Generated<Date | null>
  attempts: Generated<number>
  problem: Generated<string | null>
  lastPushAt: Generated<Date | null>
}

/** What a person has a worker read from the web outside. `url` is as typed; results are kept for a day. */
export type PageOrderTable = Governed & {
  id: Id.PageOrderId
  kind: PageOrderKind
  url: string
  /** The item whose full text this is. */
  itemId: Id.ItemId | null
  state: Generated<PageOrderState>
  result: ColumnType<unknown, string | null | undefined, string | null>
  problem: ColumnType<PageProblem | null, string | null | undefined, string | null>
  progress: Generated<unknown>
  requestedBy: string
  requestedAt: Date
  finishedAt: Generated<Date | null>
  attempts: Generated<number>
  claimedUntil: Generated<Date | null>
  claimFence: Generated<number>
}

export type NarrativeTable = Governed & {
  id: Id.NarrativeId
  shard: string
  title: string
  titleSource: Generated<'machine' | 'person'>
  /** How many items it held when the hub last chose its title; 0 while it bears its first headline. */
  namedItems: Generated<number>
  /** How many items it held when what it could share with others was last read. */
  featuredItems: Generated<number>
  state: Generated<NarrativeState>
  dismissedReason: Generated<string | null>
  mergedInto: Generated<Id.NarrativeId | null>
  severity: Generated<Severity | null>
  language: Generated<string>
  languages: Generated<string[]>
  keyTerms: ColumnType<{ term: string; weight: number }[], string | undefined, string>
  itemCount: Generated<number>
  publisherCount: Generated<number>
  firstItemAt: Date
  lastItemAt: Date
  triagedAt: Generated<Date | null>
  triagedBy: Generated<string | null>
  /** How many of its items were deleted under the retention rules, and when last. The counts above still hold them. */
  itemsDeleted: Generated<number>
  itemsDeletedAt: Generated<Date | null>
}

/** What a language model drafted for a narrative; `itemIds` are all items it was sent. */
export type NarrativeDraftTable = Governed & {
  id: Id.DraftId
  narrativeId: Id.NarrativeId
  state: Generated<DraftState>
  model: Generated<string | null>
  title: Generated<string | null>
  isTitleDropped: Generated<boolean>
  sentences: ColumnType<DraftSentence<Id.ItemId>[], string | undefined, string>
  dropped: Generated<number>
  itemIds: Generated<Id.ItemId[]>
  problem: ColumnType<ModelProblem | null, string | null | undefined, string | null>
  requestedBy: string
  requestedAt: Date
  finishedAt: Generated<Date | null>
  outcome: Generated<DraftOutcome | null>
  decidedBy: Generated<string | null>
  decidedAt: Generated<Date | null>
  attempts: Generated<number>
  claimedUntil: Generated<Date | null>
  claimFence: Generated<number>
}

/** A narrative as numbers: 32-bit floats, least byte first, at length one. It follows its narrative's world and label. */
export type NarrativeEmbeddingTable = {
  narrativeId: Id.NarrativeId
  model: string
  dimensions: number
  vector: Uint8Array
  /** How many items the narrative had then. */
  itemCount: number
  embeddedAt: Date
}

export type NarrativePublisherTable = {
  narrativeId: Id.NarrativeId
  publisherId: Id.PublisherId
  firstAt: Date
  itemCount: number
}

export type NarrativeHourTable = {
  narrativeId: Id.NarrativeId
  hour: Date
  itemCount: number
  copyCount: number
  publisherIds: Id.PublisherId[]
}

export type ItemAssignmentTable = {
  itemId: Id.ItemId
  firstSeenAt: Date
  world: World
  shard: string
  shardSeq: number
  narrativeId: Id.NarrativeId
  status: Generated<'suggested' | 'confirmed'>
  assignedAt: Date
  fence: number
}

/** Why an item stands in its narrative: the engine's decision with all its numbers. */
export type NarrativeItemTable = {
  itemId: Id.ItemId
  firstSeenAt: Date
  narrativeId: Id.NarrativeId
  isNew: boolean
  copyOf: Id.ItemId | null
  score: number
  threshold: number
  parts: Json<Record<string, number>>
  terms: Json<{ term: string; weight: number }[]>
  neighbours: Json<{ itemId: string; similarity: number }[]>
  alternatives: Json<{ narrativeId: string; score: number }[]>
  events: Json<unknown[]>
}

/** A ruling of a person, or a merge of the engine's own: who, when, why, what moved, and what stood before. */
export type NarrativeRulingTable = {
  id: Id.RulingId
  world: World
  kind: RulingKind
  narrativeId: Id.NarrativeId
  intoId: Generated<Id.NarrativeId | null>
  byMachine: Generated<boolean>
  moved: Generated<Id.ItemId[]>
  details: ColumnType<Record<string, unknown>, string | undefined, string>
  /** What taking it back restores; its shape follows from the kind (`db/narrative/ruling-before.ts`). */
  before: ColumnType<unknown, string | undefined, string>
  ruledBy: string
  reason: string | null
  ruledAt: Date
  undoneAt: Generated<Date | null>
  undoneBy: Generated<string | null>
}

/** Narratives that people told as one: a claim family over months and languages. */
export type StorylineTable = Governed & { id: Id.StorylineId; title: string; drawnBy: string }

/** A narrative stands in one storyline at most. */
export type StorylineNarrativeTable = {
  narrativeId: Id.NarrativeId
  storylineId: Id.StorylineId
  addedBy: string
  addedAt: Date
}

/** A pair that may be one storyline, the lower id first, with the reasons and what people answered. */
export type StorylineSuggestionTable = Governed & {
  id: Id.StorylineSuggestionId
  narrativeId: Id.NarrativeId
  otherId: Id.NarrativeId
  state: Generated<SuggestionState>
  score: number
  reasons: Json<LikenessReason[]>
  suggestedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
}

/** What a narrative could share with others; `term` are its key terms with their language, `claim` the fact-checks
 * beside it. */
export type NarrativeFeatureTable = {
  narrativeId: Id.NarrativeId
  kind: FeatureKind | 'term' | 'claim'
  value: string
  shown: string
}

/** What a shard's engine is told of rulings. It binds every assignment after sequence number `shardSeq`. */
export type EngineRulingTable = {
  id: string
  world: World
  shard: string
  shardSeq: number
  payload: Json<Record<string, unknown>>
  rulingId: Id.RulingId | null
}

/** Narratives a ruling wants kept apart, by the ids they had when it was made. */
export type NarrativeApartTable = { rulingId: Id.RulingId; firstId: Id.NarrativeId; secondId: Id.NarrativeId }

/** A narrative as a triage decision found or left it. */
export type TriageStand = {
  state: NarrativeState
  dismissedReason: string | null
  severity: Severity | null
  triagedAt: string | null
  triagedBy: string | null
}

export type TriageDecisionTable = {
  id: string
  narrativeId: Id.NarrativeId
  kind: TriageDecision
  before: Json<TriageStand>
  after: Json<TriageStand>
  reason: string | null
  decidedBy: string
  decidedAt: Date
  undoneAt: Generated<Date | null>
  undoneBy: Generated<string | null>
}

export type EngineShardTable = {
  world: World
  shard: string
  nextSeq: Generated<number>
  fence: Generated<number>
  owner: string | null
  leasedUntil: Date | null
  /** Since when a purge waits for a checkpoint of it. */
  checkpointWantedAt: Generated<Date | null>
}

export type EngineSnapshotTable = {
  world: World
  shard: string
  shardSeq: number
  format: number
  isCheckpoint: Generated<boolean>
  state: Uint8Array
  takenAt: Date
}

export type SignalTable = Governed & {
  id: Id.SignalId
  narrativeId: Id.NarrativeId
  kind: string
  severity: Severity
  detectedAt: Date
  windowStart: Date
  numbers: Json<Record<string, unknown>>
  publisherIds: Id.PublisherId[]
  idempotencyKey: string
  /** The rule that raised it; null for what was raised before there were rules, or by a rule that was removed. */
  ruleId: Generated<Id.DetectionRuleId | null>
  hour: Generated<Date | null>
  /** The snooze that kept it from becoming an alert. */
  snoozeId: Generated<Id.SnoozeId | null>
}

export type DetectionRuleTable = Governed & {
  id: Id.DetectionRuleId
  kind: RuleKind
  title: string
  terms: string[]
  exclusions: string[]
  languages: string[]
  /** Why a term that reads like a name is needed. */
  termReason: Generated<string | null>
  minItems: number
  minPublishers: number
  minZ: number
  severity: Severity | null
  enabled: boolean
  changedBy: string
}

/** The hour in which a narrative was first seen somewhere. Of a merged narrative the rows stay under its own id. */
export type NarrativeAppearanceTable = {
  narrativeId: Id.NarrativeId
  dimension: HistoryDimension
  value: string
  hour: Date
  publisherIds: Id.PublisherId[]
}

/** Somebody wants no alert about a narrative (or by one rule about it) for a while; the stand it then had says what a rise is. */
export type NarrativeSnoozeTable = Governed & {
  id: Id.SnoozeId
  narrativeId: Id.NarrativeId
  ruleId: Id.DetectionRuleId | null
  until: Date | null
  note: Generated<string>
  severity: Severity | null
  publishers: number
  category: number
  setBy: string
  setAt: Date
  endedAt: Generated<Date | null>
  endedBy: Generated<string | null>
  endedBecause: Generated<SnoozeEnd | null>
}

export type RouteRuleTable = Governed & {
  id: Id.RouteRuleId
  position: number
  title: string
  terms: string[]
  countries: string[]
  languages: string[]
  minSeverity: Generated<Severity>
  unitIds: Id.UnitId[]
  continues: Generated<boolean>
  isCatchAll: Generated<boolean>
  enabled: Generated<boolean>
}

export type AlertTable = Governed & {
  id: Id.AlertId
  signalId: Id.SignalId
  narrativeId: Id.NarrativeId
  severity: Severity
  state: Generated<'raised' | 'routed' | 'linked' | 'dismissed' | 'closed'>
  dismissedReason: Generated<string | null>
  caseId: Generated<Id.CaseId | null>
  raisedAt: Date
  routedAt: Generated<Date | null>
}

export type DeliveryState =
  | 'pending'
  | 'held'
  | 'sent'
  | 'acknowledged'
  | 'declined'
  | 'rerouted'
  | 'escalated'
  | 'lapsed'
  | 'closed'

export type DeliveryTable = Governed & {
  id: Id.DeliveryId
  alertId: Id.AlertId
  narrativeId: Id.NarrativeId
  unitId: Id.UnitId
  severity: Severity
  state: Generated<DeliveryState>
  /** Which routing rules sent it here, and on what they matched: the answer to "why did we get this". */
  matchedRules: Json<{ ruleId: string; title: string; because: string[] }[]>
  heldReason: Generated<string | null>
  heldUntil: Generated<Date | null>
  sentAt: Generated<Date | null>
  acknowledgeDueAt: Generated<Date | null>
  /** The ladder frozen when the alert was routed: level, unit, role and how long after sending. */
  escalation: Json<{ level: number; role: Role; unitId: Id.UnitId; afterMs: number }[]>
  escalationLevel: Generated<number>
  nextEscalationAt: Generated<Date | null>
  acknowledgedBy: Generated<string | null>
  acknowledgedAt: Generated<Date | null>
  declinedReason: Generated<string | null>
  suggestedUnitId: Generated<Id.UnitId | null>
}

export type DeliveryAttemptTable = {
  id: string
  deliveryId: Id.DeliveryId
  level: number
  userId: Id.UserId | null
  channel: string
  idempotencyKey: string
  at: Date
  outcome: 'delivered' | 'failed' | 'nobody'
  detail: string | null
  seenAt: Generated<Date | null>
}

export type CaseFileTable = Governed & {
  id: Id.CaseId
  reference: string
  title: string
  summary: Generated<string>
  state: Generated<CaseState>
  severity: Severity
  priority: Generated<Priority | null>
  opinionGate: Generated<OpinionGate | null>
  dismissalReason: Generated<DismissalReason | null>
  closingReason: Generated<ClosingReason | null>
  mergedInto: Generated<Id.CaseId | null>
  openedBy: string
  openedAt: Date
  closedAt: Generated<Date | null>
  /** Number and hash of the newest log entry: what the next one chains to. */
  logSeq: Generated<number>
  logHead: Generated<string>
}

export type CaseNarrativeTable = { caseId: Id.CaseId; narrativeId: Id.NarrativeId; linkedBy: string; linkedAt: Date }

export type AssessmentTable = {
  id: string
  caseId: Id.CaseId
  revision: number
  content: Json<Assessment>
  assessedBy: string
  assessedAt: Date
}

export type TaskingTable = Governed & {
  id: Id.TaskingId
  caseId: Id.CaseId
  unitId: Id.UnitId
  part: TaskingPart
  state: Generated<TaskingState>
  request: Generated<string>
  reason: string | null
  dueAt: Date | null
  offeredBy: string
  offeredAt: Date
  answeredBy: Generated<string | null>
  answeredAt: Generated<Date | null>
}

export type LogEntryTable = {
  id: Id.LogEntryId
  caseId: Id.CaseId
  seq: number
  kind: LogKind
  eventAt: Date
  enteredAt: Date
  lateReason: string | null
  content: Json<Record<string, unknown>>
  author: string
  authorName: string
  unitId: Id.UnitId | null
  correctsId: Id.LogEntryId | null
  idempotencyKey: string
  contentDigest: string
  previousHash: string
  hash: string
}

export type PlaybookTable = Governed & {
  id: Id.PlaybookId
  slug: string
  currentVersionId: Generated<Id.PlaybookVersionId | null>
}

export type PlaybookVersionTable = {
  id: Id.PlaybookVersionId
  playbookId: Id.PlaybookId
  version: number
  status: PlaybookVersionStatus
  language: string
  content: Json<PlaybookContent>
  digest: string
  search: unknown
  createdBy: string
  createdAt: Filled
  publishedAt: Date | null
}

export type PlaybookRunTable = Governed & {
  id: Id.RunId
  caseId: Id.CaseId
  playbookVersionId: Id.PlaybookVersionId
  state: Generated<RunState>
  abortedReason: Generated<string | null>
  startedBy: string
  startedAt: Date
  finishedAt: Generated<Date | null>
}

export type RunStepTable = {
  runId: Id.RunId
  stepKey: string
  position: number
  content: Json<PlaybookStep>
  origin: StepOrigin
  state: Generated<StepState>
  reason: Generated<string | null>
  dueAt: Date | null
  changedBy: Generated<string | null>
  changedByName: Generated<string | null>
  changedAt: Generated<Date | null>
  rowVersion: Generated<number>
}

export type AuditEventTable = {
  id: string
  at: Date
  world: World
  actorKind: ActorKind
  actor: string
  actorName: string
  action: string
  noun: string
  objectId: string | null
  unitId: string | null
  tlp: Tlp | null
  details: Json<Record<string, unknown>>
  requestId: string | null
  contentDigest: string
}

export type OutboxTable = {
  id: Generated<number>
  topic: string
  aggregate: string
  aggregateId: string
  aggregateVersion: number
  idempotencyKey: string
  payload: Json<Record<string, unknown>>
  createdAt: Filled
  publishedAt: Generated<Date | null>
}

export type ApiKeyTable = Governed & {
  id: Id.ApiKeyId
  name: string
  hint: string
  secretHash: string
  scope: ApiKeyScope
  profileId: Id.ProfileId
  sourceId: Id.SourceId
  state: Generated<ApiKeyState>
  stoppedReason: Generated<string | null>
  madeBy: string
  expiresAt: Date
  lastUsedAt: Generated<Date | null>
  /** Requests since the present minute of the rate limit began. */
  windowStartedAt: Generated<Date | null>
  windowRequests: Generated<number>
  itemsStored: Generated<number>
}

/** The answer to a request of another system, kept for its repeats. */
export type IngestBatchTable = {
  apiKeyId: Id.ApiKeyId
  idempotencyKey: string
  bodyHash: string
  answer: Json<Record<string, unknown>>
  at: Date
}

/** What an independent body said of a claim; `earlier` holds its former ratings, newest first. */
export type ClaimReviewTable = Governed & {
  id: Id.ClaimReviewId
  url: string
  claim: string
  claimHash: string
  rating: string
  ratingValue: number | null
  bestRating: number | null
  worstRating: number | null
  reviewer: string
  reviewerUrl: string | null
  publishedAt: Date | null
  claimant: string | null
  appearances: Generated<string[]>
  language: Generated<string>
  earlier: Generated<{ rating: string; until: string }[]>
  search: string | null
  sourceId: Id.SourceId
  itemId: Id.ItemId | null
  firstSeenAt: Date
  seenAt: Date
}

/** A claim review beside a narrative: suggested by the hub, accepted or refused by a person. */
export type ClaimMatchTable = Governed & {
  id: Id.ClaimMatchId
  /** Where it was suggested; once that narrative was merged, it stands at the survivor. */
  narrativeId: Id.NarrativeId
  claimReviewId: Id.ClaimReviewId
  /** The item that shows it best; null when that was the narrative's key terms. */
  itemId: Id.ItemId | null
  state: Generated<MatchState>
  /** The shipped model's chance, which calibration learns from. */
  chance: number
  /** The chance that people are shown. */
  probability: number
  score: number
  words: Json<MatchedWord[]>
  modelVersion: string
  suggestedAt: Date
  decidedBy: Generated<string | null>
  decidedAt: Generated<Date | null>
  reason: Generated<RefusalReason | null>
  /** The match answered on the narrative that this one was split from. */
  carriedFrom: Generated<Id.ClaimMatchId | null>
}

/** How far matching has looked at a narrative; `dueSince` is set while it is to be looked at again. */
export type ClaimMatchLookTable = {
  narrativeId: Id.NarrativeId
  world: World
  lookedItems: Generated<number>
  dueItems: number
  dueSince: Date | null
  /** How often it became due: a look clears only what was due when it began. */
  marks: Generated<number>
}

/** Claim reviews that came, changed or went and that the index has not taken in yet. */
export type ClaimReviewChangeTable = { claimReviewId: Id.ClaimReviewId; world: World; version: Generated<number> }

/** What a world's analysts' decisions make of the shipped chances; null corrections while there are too few. */
export type MatchCalibrationTable = {
  world: World
  accepted: number
  refused: number
  newestDecisionAt: Date | null
  correction: ColumnType<ChanceCorrection | null, string | null, string | null>
  modelVersion: string
  fittedAt: Date
  rowVersion: Generated<number>
}

/** A page of a fact-checker that is to be read once for its reviews. */
export type ClaimReviewReadingTable = {
  itemId: Id.ItemId
  sourceId: Id.SourceId
  url: string
  state: Generated<'waiting' | 'done' | 'failed'>
  attempts: Generated<number>
  dueAt: Date
  claimedUntil: Generated<Date | null>
  found: Generated<number | null>
  problem: Generated<string | null>
  world: Generated<World>
  createdAt: Filled
}

/** What the public told the hub; nothing says who. */
export type TipTable = Governed & {
  id: Id.TipId
  text: string
  url: string | null
  urlKey: string | null
  place: string | null
  language: string | null
  state: Generated<TipState>
  declinedReason: Generated<TipDeclineReason | null>
  decidedBy: Generated<string | null>
  decidedAt: Generated<Date | null>
  profileId: Generated<Id.ProfileId | null>
  itemId: Generated<Id.ItemId | null>
}

export type ItemImportTable = Governed & {
  id: Id.ItemImportId
  name: string
  state: Generated<ImportState>
  profileId: Id.ProfileId
  sourceId: Id.SourceId
  plan: Json<ImportPlan>
  bytes: number
  bytesReceived: Generated<number>
  bytesRead: Generated<number>
  /** The first row that was not read yet. */
  nextRow: Generated<number>
  found: Generated<number>
  added: Generated<number>
  known: Generated<number>
  filtered: Generated<number>
  refused: Generated<number>
  problem: Generated<string | null>
  startedBy: string
  finishedAt: Generated<Date | null>
  claimedUntil: Generated<Date | null>
  claimFence: Generated<number>
}
export type ItemImportPartTable = { importId: Id.ItemImportId; part: number; content: Uint8Array }
export type ItemImportRefusalTable = { importId: Id.ItemImportId; rowNumber: number; shown: string; reason: string }
export type LegalHoldTable = Governed & {
  id: Id.LegalHoldId
  objectKind: HoldKind
  objectId: string
  reason: string
  state: Generated<HoldState>
  placedBy: string
  placedAt: Date
  decidedBy: Generated<string | null>
  decidedAt: Generated<Date | null>
  liftedBy: Generated<string | null>
  liftedAt: Generated<Date | null>
  endedReason: Generated<string | null>
}

export type PurgeRunTable = {
  id: string
  startedBy: string
  startedAt: Date
  finishedAt: Date | null
  state: Generated<PurgeRun['state']>
  classes: ColumnType<PurgeCount[], string | undefined, string>
  partitions: Generated<string[]>
  world: Generated<World>
}

export type PresenceTable = { userId: Id.UserId; noun: string; objectId: string; seenAt: Date }
export type HubSettingTable = { key: string; value: JSONColumnType<Record<string, unknown>>; updatedAt: Filled }

/** Every table of the hub's own schema, by its camel-cased name. */
export type Database = {
  unit: UnitTable
  userAccount: UserAccountTable
  membership: MembershipTable
  publisher: PublisherTable
  source: SourceTable
  sourceFetch: SourceFetchTable
  siteTurn: SiteTurnTable
  collectingStop: CollectingStopTable
  sourceImport: SourceImportTable
  sourceImportEntry: SourceImportEntryTable
  watchProfile: WatchProfileTable
  watchProfileSource: WatchProfileSourceTable
  profileStep: ProfileStepTable
  item: ItemTable
  itemIdentity: ItemIdentityTable
  itemSighting: ItemSightingTable
  itemRevision: ItemRevisionTable
  itemPending: ItemPendingTable
  pageOrder: PageOrderTable
  websubSubscription: WebsubSubscriptionTable
  narrative: NarrativeTable
  narrativeDraft: NarrativeDraftTable
  narrativeEmbedding: NarrativeEmbeddingTable
  narrativePublisher: NarrativePublisherTable
  narrativeHour: NarrativeHourTable
  itemAssignment: ItemAssignmentTable
  narrativeItem: NarrativeItemTable
  narrativeRuling: NarrativeRulingTable
  engineRuling: EngineRulingTable
  narrativeApart: NarrativeApartTable
  triageDecision: TriageDecisionTable
  storyline: StorylineTable
  storylineNarrative: StorylineNarrativeTable
  storylineSuggestion: StorylineSuggestionTable
  narrativeFeature: NarrativeFeatureTable
  engineShard: EngineShardTable
  engineSnapshot: EngineSnapshotTable
  signal: SignalTable
  detectionRule: DetectionRuleTable
  narrativeAppearance: NarrativeAppearanceTable
  narrativeSnooze: NarrativeSnoozeTable
  routeRule: RouteRuleTable
  alert: AlertTable
  delivery: DeliveryTable
  deliveryAttempt: DeliveryAttemptTable
  caseFile: CaseFileTable
  caseNarrative: CaseNarrativeTable
  assessment: AssessmentTable
  tasking: TaskingTable
  logEntry: LogEntryTable
  playbook: PlaybookTable
  playbookVersion: PlaybookVersionTable
  playbookRun: PlaybookRunTable
  runStep: RunStepTable
  auditEvent: AuditEventTable
  outbox: OutboxTable
  apiKey: ApiKeyTable
  ingestBatch: IngestBatchTable
  itemImport: ItemImportTable
  itemImportPart: ItemImportPartTable
  itemImportRefusal: ItemImportRefusalTable
  legalHold: LegalHoldTable
  purgeRun: PurgeRunTable
  presence: PresenceTable
  hubSetting: HubSettingTable
  tip: TipTable
  claimReview: ClaimReviewTable
  claimReviewReading: ClaimReviewReadingTable
  claimMatch: ClaimMatchTable
  claimMatchLook: ClaimMatchLookTable
  claimReviewChange: ClaimReviewChangeTable
  matchCalibration: MatchCalibrationTable
}

export type Row<Table extends keyof Database> = Selectable<Database[Table]>
export type NewRow<Table extends keyof Database> = Insertable<Database[Table]>
