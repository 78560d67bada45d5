import type { BrowserContext, BrowserContextOptions } from '@playwright/test'
import type { RecordingOptions } from './shop.ts'

export type Scene = { context: BrowserContext; origin: string }

/** One visit to be recorded. */
export type Journey = {
  /** The name of its files below `demo/sessions/`. */
  name: string
  title: string
  recording?: RecordingOptions
  device?: BrowserContextOptions
  visit(scene: Scene): Promise<void>
}
