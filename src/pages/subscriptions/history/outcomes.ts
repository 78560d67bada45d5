import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconPlayerSkipForward,
  IconSend,
} from '@tabler/icons-react'
import type { DeliveryOutcome } from '#features/schedule/lintDelivery.ts'

export const outcomes: Record<DeliveryOutcome, { label: string; sentence: string; Icon: typeof IconSend }> = {
  delivered: { label: 'Delivered', sentence: 'The last delivery arrived', Icon: IconCircleCheck },
  failed: { label: 'Failed', sentence: 'The last delivery failed', Icon: IconCircleX },
  partial: { label: 'Partial', sentence: 'The last delivery didn’t reach everyone', Icon: IconAlertTriangle },
  skipped: { label: 'Skipped', sentence: 'The last delivery was skipped', Icon: IconPlayerSkipForward },
  sending: { label: 'Sending', sentence: 'A delivery is in progress', Icon: IconSend },
  unknown: { label: 'Unknown', sentence: 'The last delivery has no known status', Icon: IconHelpCircle },
}
