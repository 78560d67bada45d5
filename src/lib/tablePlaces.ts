import { isRecord } from './isRecord.ts'

/** Where someone left a table, in pixels from the top of its box and of the page around it, with the row they saw last. */
type Place = { boxTop: number; pageTop: number; firstId: string | undefined; rowId: string | null }

const nowhere: Place = { boxTop: 0, pageTop: 0, firstId: undefined, rowId: null }

const places = new Map<string, Place>()

/** The address of a table without the panel over it. */
export function tableAddress(pathname: string, search: string): string {
  const params = new URLSearchParams(search)
  params.delete('open')
  return params.size === 0 ? pathname : `${pathname}?${params}`
}

/** The address of the table that a page was opened from, as its history state says, or else `table`. */
export function returnAddress(state: unknown, table: string): string {
  const from = isRecord(state) ? state['from'] : null
  if (typeof from !== 'string') return table
  const [pathname = '', search = ''] = from.split('?', 2)
  if (pathname === '' && from !== '') return tableAddress(table, search) // history of earlier versions
  return /^\/project\/[^/]+\/[a-z-]+$/.test(pathname) ? tableAddress(pathname, search) : table
}

export function savePlace(address: string, place: Partial<Place>) {
  places.set(address, { ...nowhere, ...places.get(address), ...place })
}

/** Missing if the table has other rows now. */
export function findPlace(address: string, firstId: string): Place | undefined {
  const place = places.get(address)
  return place?.firstId === firstId ? place : undefined
}
