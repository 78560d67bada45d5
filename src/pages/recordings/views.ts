import { type SavedView, settings } from '#storage/settings.ts'
import { cutText } from '#lib/cutText.ts'
import { notify } from '#ui/notify.ts'
import { writeSearch } from '#ui/useSearch.ts'
import { chooseColumns } from './columns.tsx'
import { type RecordingsSearch, recordingsSearch } from './recordingsSearch.ts'

/** What a view saves, as search parameters: filters, order, rows per page and columns, in one order. */
export function savedSearch(search: RecordingsSearch, columns: readonly string[]): string {
  const saved = { ...search, columns: columns.join(), offset: 0, open: '', view: '' }
  return `?${writeSearch(recordingsSearch, new URLSearchParams(), saved)}`
}

/** The search parameters that open a view, with its name. */
export function viewSearch({ name, search }: SavedView): string {
  const params = new URLSearchParams(search)
  params.set('view', name)
  return `?${params}`
}

function isSame(view: SavedView, saved: string, defaultColumns: readonly string[]): boolean {
  const search = recordingsSearch.read(new URLSearchParams(view.search))
  const columns = chooseColumns(search.columns === '' ? defaultColumns : search.columns.split(','))
  return (
    savedSearch(
      search,
      columns.map(({ id }) => id),
    ) === saved
  )
}

/** The view that the URL names or is equal to, and whether anything in it was changed. */
export function currentView(
  views: readonly SavedView[],
  search: RecordingsSearch,
  { saved, defaultColumns }: { saved: string; defaultColumns: readonly string[] },
): { view: SavedView; isEdited: boolean } | null {
  const named = views.find(({ name }) => name === search.view)
  const view = named ?? views.find((one) => isSame(one, saved, defaultColumns))
  return view ? { view, isEdited: !isSame(view, saved, defaultColumns) } : null
}

/** Changes the saved views, and offers to undo it. */
export function changeViews(
  change: (views: readonly SavedView[]) => SavedView[],
  title: string,
  name: string,
  onUndo?: () => void,
) {
  const before = settings.get().views
  settings.set((value) => ({ ...value, views: change(value.views) }))
  void notify({
    id: 'changed view',
    tone: 'notice',
    title,
    message: cutText(name, 80),
    action: {
      label: 'Undo',
      run: () => {
        settings.set((value) => ({ ...value, views: before }))
        onUndo?.()
      },
    },
  })
}
