import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom'
import { isRecord } from '#lib/isRecord.ts'
import { findPlace, savePlace, tableAddress } from '#lib/tablePlaces.ts'

/** The state of links that lead back to a table. */
export const returnState = { isReturn: true }

function pageOf(box: HTMLElement): Element {
  return box.closest('main') ?? document.documentElement
}

/**
 * Whoever comes back to a table finds it where they left it, with the focus on the row they saw last; any other page of rows
 * starts at its top. Returns the place that someone came back to.
 */
export function useTablePlace(boxRef: RefObject<HTMLElement | null>, firstId: string | undefined) {
  const { pathname, search, state } = useLocation()
  const isPop = useNavigationType() === NavigationType.Pop
  const isReturn = isPop || (isRecord(state) && state['isReturn'] === true)
  const place = isReturn && firstId !== undefined ? findPlace(tableAddress(pathname, search), firstId) : undefined

  const restore = useEffectEvent((box: HTMLElement) => {
    if (!place) return false
    box.scrollTop = place.boxTop
    pageOf(box).scrollTop = place.pageTop
    const row = place.rowId === null ? null : box.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(place.rowId)}"]`)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
    return true
  })

  useLayoutEffect(() => {
    const box = boxRef.current
    if (!box || restore(box)) return
    const frame = requestAnimationFrame(() => box.scrollTo({ top: 0 })) // the next frame lays out the rows anyway
    return () => cancelAnimationFrame(frame)
  }, [boxRef, firstId])

  useLayoutEffect(() => {
    const box = boxRef.current
    if (!box) return
    return () => {
      const rowId = new URLSearchParams(search).get('open') ?? box.querySelector<HTMLElement>('tr:focus')?.dataset['row'] ?? null
      savePlace(tableAddress(pathname, search), { boxTop: box.scrollTop, pageTop: pageOf(box).scrollTop, firstId, rowId })
    }
  }, [boxRef, pathname, search, firstId])

  return place
}
