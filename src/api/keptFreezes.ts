import * as z from '#lib/zod.ts'
import { stored, type Stored } from '#lib/stored.ts'

/** Subscriptions of a project that were paused together until a day ("2026-11-30"), to be resumed together. */
export const Freeze = z.object({
  id: z.string().check(z.minLength(1)),
  connectionId: z.string(),
  projectId: z.string(),
  until: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  subscriptions: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Freeze = z.infer<typeof Freeze>

const Freezes = z.pipe(
  z.catch(z.array(z.unknown()), []),
  z.transform((all) => all.flatMap((one) => Freeze.safeParse(one).data ?? [])),
)

/** All freezes of this device, in local storage, shared by all tabs. A damaged one costs that one. */
export const freezes: Stored<Freeze[]> = stored({
  name: 'replay-desk-freezes',
  area: () => localStorage,
  empty: [],
  repair: (kept) => ({ value: Freezes.parse(kept), problem: null }),
})

/** Forgets the freezes of a connection. */
export function dropFreezesOf(connectionId: string) {
  freezes.set((all) => all.filter((one) => one.connectionId !== connectionId))
}
