import { z } from 'zod'

/**
 * Every identifier is a UUIDv7 written in lower case. The brand keeps a unit's id from standing where a case's should;
 * a value becomes branded only by parsing it at a border or by reading it from the database.
 */
function brandedId<Brand extends string>() {
  return z.uuid().brand<Brand>()
}

export const unitIdSchema = brandedId<'UnitId'>()
export type UnitId = z.infer<typeof unitIdSchema>

export const userIdSchema = brandedId<'UserId'>()
export type UserId = z.infer<typeof userIdSchema>

export const publisherIdSchema = brandedId<'PublisherId'>()
export type PublisherId = z.infer<typeof publisherIdSchema>

export const sourceIdSchema = brandedId<'SourceId'>()
export type SourceId = z.infer<typeof sourceIdSchema>

export const profileIdSchema = brandedId<'ProfileId'>()
export type ProfileId = z.infer<typeof profileIdSchema>

export const itemIdSchema = brandedId<'ItemId'>()
export type ItemId = z.infer<typeof itemIdSchema>

export const narrativeIdSchema = brandedId<'NarrativeId'>()
export type NarrativeId = z.infer<typeof narrativeIdSchema>

export const storylineIdSchema = brandedId<'StorylineId'>()
export type StorylineId = z.infer<typeof storylineIdSchema>

export const storylineSuggestionIdSchema = brandedId<'StorylineSuggestionId'>()
export type StorylineSuggestionId = z.infer<typeof storylineSuggestionIdSchema>

export const rulingIdSchema = brandedId<'RulingId'>()
export type RulingId = z.infer<typeof rulingIdSchema>

export const signalIdSchema = brandedId<'SignalId'>()
export type SignalId = z.infer<typeof signalIdSchema>

export const alertIdSchema = brandedId<'AlertId'>()
export type AlertId = z.infer<typeof alertIdSchema>

export const deliveryIdSchema = brandedId<'DeliveryId'>()
export type DeliveryId = z.infer<typeof deliveryIdSchema>

export const routeRuleIdSchema = brandedId<'RouteRuleId'>()
export type RouteRuleId = z.infer<typeof routeRuleIdSchema>

export const detectionRuleIdSchema = brandedId<'DetectionRuleId'>()
export type DetectionRuleId = z.infer<typeof detectionRuleIdSchema>

export const snoozeIdSchema = brandedId<'SnoozeId'>()
export type SnoozeId = z.infer<typeof snoozeIdSchema>

export const caseIdSchema = brandedId<'CaseId'>()
export type CaseId = z.infer<typeof caseIdSchema>

export const taskingIdSchema = brandedId<'TaskingId'>()
export type TaskingId = z.infer<typeof taskingIdSchema>

export const logEntryIdSchema = brandedId<'LogEntryId'>()
export type LogEntryId = z.infer<typeof logEntryIdSchema>

export const playbookIdSchema = brandedId<'PlaybookId'>()
export type PlaybookId = z.infer<typeof playbookIdSchema>

export const playbookVersionIdSchema = brandedId<'PlaybookVersionId'>()
export type PlaybookVersionId = z.infer<typeof playbookVersionIdSchema>

export const runIdSchema = brandedId<'RunId'>()
export type RunId = z.infer<typeof runIdSchema>

export const apiKeyIdSchema = brandedId<'ApiKeyId'>()
export type ApiKeyId = z.infer<typeof apiKeyIdSchema>

export const itemImportIdSchema = brandedId<'ItemImportId'>()
export type ItemImportId = z.infer<typeof itemImportIdSchema>

export const draftIdSchema = brandedId<'DraftId'>()
export type DraftId = z.infer<typeof draftIdSchema>

export const legalHoldIdSchema = brandedId<'LegalHoldId'>()
export type LegalHoldId = z.infer<typeof legalHoldIdSchema>

export const tipIdSchema = brandedId<'TipId'>()
export type TipId = z.infer<typeof tipIdSchema>

export const claimReviewIdSchema = brandedId<'ClaimReviewId'>()
export type ClaimReviewId = z.infer<typeof claimReviewIdSchema>

export const claimMatchIdSchema = brandedId<'ClaimMatchId'>()
export type ClaimMatchId = z.infer<typeof claimMatchIdSchema>

export const pageOrderIdSchema = brandedId<'PageOrderId'>()
export type PageOrderId = z.infer<typeof pageOrderIdSchema>
