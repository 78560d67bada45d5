import { readFile } from 'node:fs/promises'
import { confirm, deleteFromMenu, dialog, downloadedOutcomes, receipt, statusOf } from './deletions.ts'
import { type Desk, demoKeys, expect, test } from './desk.ts'

/** The person with the most recordings: these, as the demo host lists them, and the address of one. */
async function busyPerson(desk: Desk): Promise<{ uuid: string; ids: string[]; path: string }> {
  const list = `${desk.demo.origin}/api/projects/1/session_recordings/?date_from=-365d&limit=1000`
  const answer = await fetch(list, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
  const { results } = (await answer.json()) as { results: { id: string; person: { uuid: string; created_at: unknown } | null }[] }
  const people = new Map<string, string[]>()
  for (const { id, person } of results) {
    if (id && person?.created_at) people.set(person.uuid, [...(people.get(person.uuid) ?? []), id])
  }
  const [uuid = '', some = []] = [...people].toSorted((one, other) => other[1].length - one[1].length)[0] ?? []
  const theirs = await fetch(`${list}&person_uuid=${uuid}`, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
  const all = (await theirs.json()) as { results: { id: string }[] }
  return { uuid, ids: all.results.map(({ id }) => id), path: `/project/1/recordings/${some[0]}` }
}

async function openDialog(desk: Desk, key: string) {
  await desk.connect(key)
  await expect(desk.table()).toBeVisible()
  const person = await busyPerson(desk)
  expect(person.ids.length).toBeGreaterThan(1)
  await desk.follow(person.path)
  await deleteFromMenu(desk.page, 'Delete all recordings of this person…')
  return person
}

async function erasureRequests(desk: Desk): Promise<string[]> {
  const calls = await desk.calls()
  const requests = calls.filter(({ method, path }) => method === 'POST' && path.includes('/persons/bulk_delete'))
  return requests.map(({ status }) => String(status))
}

const strategies = [
  { key: demoKeys.all, edition: 'newest', name: 'by SQL', says: 'Found by SQL', offers: 1 },
  {
    key: demoKeys.noQuery,
    edition: 'mid',
    name: 'page by page where the key has no SQL',
    says: 'The key lacks the scope query:read',
    offers: 0,
  },
] as const

for (const { key, edition, name, says, offers } of strategies) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`everything of one person is found ${name}, and deleted`, async ({ page, desk }) => {
      desk.expectComplaint(/40[034]/)
      const { ids } = await openDialog(desk, key)
      await expect(dialog(page)).toContainText(says)
      await expect(dialog(page).getByRole('radiogroup', { name: 'How to delete' })).toHaveCount(offers)
      await confirm(page, ids.length)
      await expect(receipt(page)).toContainText(`${ids.length} recordings, ${ids.length} deleted.`)
      const outcomes = await downloadedOutcomes(page)
      expect([...outcomes.keys()].toSorted()).toEqual(ids.toSorted())
      for (const id of ids) expect(await statusOf(desk, id)).toBe(404)
      expect(await erasureRequests(desk)).toEqual([])
    })
  })
}

test.describe('a server that erases recordings of a person', () => {
  test.use({ demoOptions: { erasureMs: 1500 } })

  test('one request erases everything of a person, who stays, and looking again shows what is gone', async ({ page, desk }) => {
    desk.expectComplaint(/404/) // asked by the journey's own statusOf, and by the page of the recording
    const { uuid, ids } = await openDialog(desk, demoKeys.all)
    await dialog(page).getByRole('radio', { name: 'Have the server erase all recordings of this person' }).check()
    const button = dialog(page).getByRole('button', { name: 'Erase all recordings', exact: true })
    await expect(button).toBeDisabled()
    await dialog(page).getByLabel('Type “delete” to confirm').fill('delete')
    await button.click()
    await expect(receipt(page)).toContainText(`${ids.length} recordings, ${ids.length} unknown.`)
    await expect(receipt(page)).toContainText('1 person found, recordings queued for deletion, 0 errors.')
    const again = receipt(page).getByRole('button', { name: 'Look again' })
    await expect(async () => {
      await again.click()
      await expect(receipt(page)).toContainText(`${ids.length} recordings, ${ids.length} deleted.`, { timeout: 300 })
    }).toPass({ intervals: [300] })
    for (const id of ids) expect(await statusOf(desk, id)).toBe(404)
    expect(await erasureRequests(desk), 'sent once').toEqual(['202'])
    const headers = { Authorization: `Bearer ${demoKeys.all}` }
    expect((await fetch(`${desk.demo.origin}/api/projects/1/persons/${uuid}/`, { headers })).status).toBe(200)
    const coming = page.waitForEvent('download')
    await receipt(page).getByRole('button', { name: 'Download JSON' }).click()
    const saved: unknown = JSON.parse(await readFile(await (await coming).path(), 'utf8'))
    expect(saved).toMatchObject({ erasure: { personUuid: uuid, answer: { personsFound: 1, recordingsQueuedForDeletion: true } } })
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Activity log', exact: true }).click()
    const entries = page.getByRole('row').filter({ hasText: 'One request to erase all recordings of this person' })
    await expect(entries).toHaveCount(1)
  })
})
