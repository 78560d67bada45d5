import type { BrowserContext, BrowserContextOptions } from '@playwright/test'
import type { RecordingOptions } from './shop.ts'
import type { ShopName } from './shopApi.ts'

export type Scene = { context: BrowserContext; origin: string }

/** One visit to be recorded. */
export type Journey = {
  /** The name of its files below `demo/sessions/`. */
  name: string
  title: string
  /** Where the visit is; the garden shop if absent. */
  shop?: ShopName
  recording?: RecordingOptions
  device?: BrowserContextOptions
  visit(scene: Scene): Promise<void>
}
