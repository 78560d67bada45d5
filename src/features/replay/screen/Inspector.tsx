import {
  IconChevronDown,
  IconChevronUp,
  IconCursorText,
  IconInfoCircle,
  IconNetwork,
  IconNote,
  IconPointer,
  IconRoute,
  IconTerminal,
  IconTag,
  IconBrowser,
  IconVideo,
} from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ReactNode,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { clockDuration } from '#lib/duration.ts'
import { type InspectorItem, type ItemKind, itemKinds } from '../describe/item.ts'
import type { ReplayNote } from '../notes/replayNote.ts'
import { useItems } from '../notes/useItems.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import type { Player } from '../frame/player.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './Inspector.module.css'
import { indexAt, matchesText } from './inspectorSearch.ts'
import { ReplaySummary } from './ReplaySummary.tsx'
import { useReplayState } from './useReplay.ts'
import { TextInput } from '#ui/fields.tsx'
import { formatNumber } from '#lib/format.ts'

const kindLabels: Record<ItemKind, string> = {
  note: 'Notes',
  navigation: 'Pages',
  click: 'Clicks',
  input: 'Inputs',
  console: 'Console',
  network: 'Network',
  page: 'Tab state',
  window: 'Tabs',
  custom: 'Events',
  recorder: 'Recorder',
}

const kindIcons: Record<ItemKind, typeof IconPointer> = {
  note: IconNote,
  navigation: IconRoute,
  click: IconPointer,
  input: IconCursorText,
  console: IconTerminal,
  network: IconNetwork,
  page: IconInfoCircle,
  window: IconBrowser,
  custom: IconTag,
  recorder: IconVideo,
}

const rowHeight = 30

/** Longer texts may not fit in a row. */
const maxRowText = 36

/** Milliseconds that the list may lag behind, so that a seek paints first. */
const followDelay = 100

/** Hidden by default, except for failed requests. */
const hiddenByDefault: readonly ItemKind[] = ['network', 'recorder']

function isError({ level }: InspectorItem): boolean {
  return level === 'error'
}

function countKinds(items: readonly InspectorItem[]): Map<ItemKind, number> {
  const counts = new Map<ItemKind, number>()
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

function isShown({ kind, level }: InspectorItem, hidden: readonly ItemKind[]): boolean {
  return !hidden.includes(kind) || (hidden === hiddenByDefault && level === 'error')
}

type InspectorProps = {
  load: ReplayLoad
  /** The length that the list shows; null if unknown. */
  listedSeconds: number | null
  player: Player | null
  notes: readonly ReplayNote[]
  /** What stands below a note that is open. */
  noteActions: (key: string) => ReactNode
}

/** Lists events and notes in time order. */
export function Inspector({ load, listedSeconds, player, notes, noteActions }: InspectorProps) {
  const { end } = useReplayState(load)
  const items = useItems(load, notes)
  const [text, setText] = useState('')
  const [hidden, setHidden] = useState(hiddenByDefault)
  const [isErrorsOnly, setErrorsOnly] = useState(false)
  const query = useDeferredValue(text)
  const counts = useMemo(() => countKinds(items), [items])
  const visibleItems = useMemo(
    () => items.filter((item) => (isErrorsOnly ? isError(item) : isShown(item, hidden)) && matchesText(item, query)),
    [items, hidden, isErrorsOnly, query],
  )
  const errorCount = useMemo(() => items.filter(isError).length, [items])
  const kinds = itemKinds.filter((kind) => counts.has(kind))

  return (
    <Stack as="section" gap={0} className={classes['inspector']} aria-label="Inspector">
      <ReplaySummary load={load} listedSeconds={listedSeconds} />
      <Stack className={classes['header']}>
        <TextInput
          size="xs"
          aria-label="Search events"
          placeholder="Search events"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Row gap={4} align="stretch" wrap role="group" aria-label="Event types">
          <FilterButton label="Errors only" count={errorCount} isOn={isErrorsOnly} onChange={setErrorsOnly} />
          {kinds.map((kind) => (
            <FilterButton
              key={kind}
              label={kindLabels[kind]}
              count={counts.get(kind) ?? 0}
              isOn={!isErrorsOnly && !hidden.includes(kind)}
              onChange={(on) => {
                setErrorsOnly(false)
                setHidden(on ? hidden.filter((one) => one !== kind) : [...hidden.filter((one) => one !== kind), kind])
              }}
            />
          ))}
        </Row>
      </Stack>
      {visibleItems.length === 0 ? (
        <p className={classes['empty']}>
          {emptyMessage({ hasItems: items.length > 0, isLoading: end === null, isErrorsOnly: isErrorsOnly && text === '' })}
        </p>
      ) : (
        <Items items={visibleItems} player={player} noteActions={noteActions} />
      )}
    </Stack>
  )
}

type EmptyFacts = { hasItems: boolean; isLoading: boolean; isErrorsOnly: boolean }

function emptyMessage({ hasItems, isLoading, isErrorsOnly }: EmptyFacts): string {
  if (!hasItems) return isLoading ? 'Loading events…' : 'No events to describe.'
  if (isErrorsOnly) return isLoading ? 'No errors so far.' : 'No errors.'
  return 'No matching events.'
}

type FilterButtonProps = { label: string; count: number; isOn: boolean; onChange: (on: boolean) => void }

function FilterButton({ label, count, isOn, onChange }: FilterButtonProps) {
  return (
    <button type="button" className={classes['kind']} aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {label}{' '}
      <Text as="span" tone="dimmed" numeric>
        {formatNumber(count)}
      </Text>
    </button>
  )
}

const noSubscription = () => () => undefined

type ItemsProps = Pick<InspectorProps, 'player' | 'noteActions'> & { items: readonly InspectorItem[] }

/** Renders only visible rows: a long session has tens of thousands. */
function Items({ items, player, noteActions }: ItemsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [openKey, setOpenKey] = useState<string | null>(null)
  const interaction = useRef({ pointer: false, focus: false })
  const current = useSyncExternalStore(player?.subscribe ?? noSubscription, () =>
    player ? indexAt(items, player.get().position) : -1,
  )
  // oxlint-disable-next-line react/incompatible-library -- no compiler runs here
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
  })
  const follow = useEffectEvent(() => {
    const isInUse = interaction.current.pointer || interaction.current.focus || items.some(({ key }) => key === openKey)
    if (current >= 0 && !isInUse) list.scrollToIndex(current, { align: 'center' })
  })

  // Scrolls along with playback, but not while the user is in the list, and only after the page has painted.
  const followTimer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    followTimer.current ??= setTimeout(() => {
      followTimer.current = null
      follow()
    }, followDelay)
  }, [current])
  useEffect(() => () => clearTimeout(followTimer.current ?? undefined), [])

  return (
    <div
      ref={scroller}
      className={classes['items']}
      onPointerEnter={() => (interaction.current.pointer = true)}
      onPointerLeave={() => (interaction.current.pointer = false)}
      onFocus={() => (interaction.current.focus = true)}
      onBlur={() => (interaction.current.focus = false)}
    >
      <ol className={classes['list']} style={{ height: `${list.getTotalSize()}px` }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          return item === undefined ? null : (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={classes['item']}
              style={{ transform: `translateY(${start}px)` }}
              aria-current={index === current || undefined}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              <Item
                item={item}
                isOpen={openKey === item.key}
                onToggle={() => setOpenKey(openKey === item.key ? null : item.key)}
                onSeek={() => player?.seek(item.at)}
                noteActions={noteActions}
              />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

type ItemProps = Pick<InspectorProps, 'noteActions'> & {
  item: InspectorItem
  isOpen: boolean
  onToggle: () => void
  onSeek: () => void
}

function Item({ item: { key, at, kind, level, text, details }, isOpen, onToggle, onSeek, noteActions }: ItemProps) {
  const KindIcon = kindIcons[kind]
  return (
    <>
      <Row gap={0} size="xs" className={classes['row']} data-level={level} data-kind={kind} data-open={isOpen || undefined}>
        <button type="button" className={classes['seek']} title={isOpen ? undefined : text} onClick={onSeek}>
          <span className={classes['time']}>{clockDuration(Math.floor(at / 1000))}</span>
          <KindIcon size={14} aria-hidden />
          <Text as="span" cut={!isOpen} breaks={isOpen} className={classes['text']}>
            {level !== 'info' && (
              <Text as="span" strong className={classes['level']}>
                {level === 'error' ? 'Error' : 'Warning'}{' '}
              </Text>
            )}
            <bdi>{text}</bdi>
          </Text>
        </button>
        {(kind === 'note' || details.length > 0 || text.length > maxRowText) && (
          <button
            type="button"
            className={classes['toggle']}
            aria-expanded={isOpen}
            aria-label="Details"
            title="Details"
            onClick={onToggle}
          >
            {isOpen ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          </button>
        )}
      </Row>
      {isOpen && kind === 'note' && noteActions(key)}
      {isOpen && details.length > 0 && (
        <dl className={classes['details']}>
          {details.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
