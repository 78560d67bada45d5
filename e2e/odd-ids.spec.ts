import { expect, test } from './desk.ts'
import { deleteFromMenu } from './deletions.ts'
import { openPage, share } from './sharing.ts'

test('an id with reserved signs is opened, shared and deleted as itself', async ({ page, desk }) => {
  desk.expectComplaint(/404/) // asking for the deleted one
  await desk.exploreDemo()
  const ids = ['r/seven', 'r%2Fseven', '50% off? #1.2 è']
  for (const id of ids) {
    await openPage(page, desk, encodeURIComponent(id))
    await expect(page.getByRole('button', { name: 'Copy recording ID' }).locator('..')).toContainText(id)
    await share(page)
  }
  await page.goBack()
  await deleteFromMenu(page)
  await page.getByRole('button', { name: 'Delete 1 recording', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('1 deleted')
  const changes = (await desk.calls()).filter(({ method }) => method === 'PATCH' || method === 'DELETE')
  const changed = changes.map(({ path }) => decodeURIComponent(/session_recordings\/([^/]+)\//.exec(path)?.[1] ?? path))
  expect(changed).toEqual([...ids, 'r%2Fseven'])
})
