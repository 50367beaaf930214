import { send } from '../api.ts'

export function acknowledgeDelivery(id: string): Promise<void> {
  return send('POST', `/deliveries/${id}/acknowledge`, {})
}

export function declineDelivery(id: string, reason: string, suggestedUnitId: string | null): Promise<void> {
  return send('POST', `/deliveries/${id}/decline`, suggestedUnitId ? { reason, suggestedUnitId } : { reason })
}
