import type { InspectorItem } from '../describe/item.ts'
import { createReplayStore, type ReplayLoad, type ReplayState } from '../replayLoad.ts'

/** For tests: an event, a click unless it says otherwise. */
export function item(facts: Pick<InspectorItem, 'at'> & Partial<InspectorItem>): InspectorItem {
  return { key: String(facts.at), windowId: 'a', kind: 'click', level: 'info', text: `At ${facts.at}`, details: [], ...facts }
}

/** For tests: a load that stays in one state. */
export function loadWith(state: Partial<ReplayState>): ReplayLoad {
  const store = createReplayStore()
  store.set(state)
  return { ...store, prioritize: () => undefined, loadAll: () => undefined, retry: () => undefined }
}
