import { lazy, Suspense, useEffect, useId, useState } from 'react'
import { exactTimes } from '#lib/instant.ts'

const TooltipBubble = lazy(() => import('./TooltipBubble.tsx').then(({ TooltipBubble: Bubble }) => ({ default: Bubble })))

/** The lines of a `Tooltip`, `TruncateMiddle` or `RelativeTime`. */
function linesOf(target: HTMLElement): string[] {
  if (target instanceof HTMLTimeElement) return exactTimes(new Date(target.dateTime), target.dataset['zone'] || null)
  return target.dataset['tooltip']?.split('\n') ?? []
}

/** What the pointer already rests on when this loads. */
function hoveredNow(): HTMLElement | null {
  return tooltipTarget([...document.querySelectorAll(':hover')].at(-1) ?? null)
}

function tooltipTarget(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tooltip], time[data-zone]') : null
}

/** Shows the tooltip of the hovered element, else of the focused one. One for the whole page. */
export function TooltipLayer() {
  const [hovered, setHovered] = useState(hoveredNow)
  const [focused, setFocused] = useState<HTMLElement | null>(null)
  const id = useId()
  const target = hovered ?? focused

  useEffect(() => {
    const controller = new AbortController()
    const hide = () => {
      setHovered(null)
      setFocused(null)
    }
    const options = { signal: controller.signal }
    document.addEventListener('pointerover', (event) => setHovered(tooltipTarget(event.target)), options)
    document.addEventListener('pointerleave', () => setHovered(null), options)
    document.addEventListener('focusin', (event) => setFocused(tooltipTarget(event.target)), options)
    document.addEventListener('focusout', () => setFocused(null), options)
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide(), options)
    document.addEventListener('scroll', hide, { ...options, capture: true })
    return () => controller.abort()
  }, [])

  useEffect(() => {
    target?.setAttribute('aria-describedby', id)
    return () => target?.removeAttribute('aria-describedby')
  }, [target, id])

  if (!target?.isConnected) return null
  return (
    <Suspense>
      <TooltipBubble key={target.dataset['tooltip'] ?? target.textContent} id={id} target={target} lines={linesOf(target)} />
    </Suspense>
  )
}
