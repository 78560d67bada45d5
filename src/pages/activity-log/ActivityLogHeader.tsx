import type { ReactNode } from 'react'
import { NavLink } from 'react-router-dom'
import { paths } from '#lib/paths.ts'
import { PageHeader } from '#ui/PageHeader.tsx'
import { TabBar } from '#ui/TabBar.tsx'

type Props = { projectId: string; description: string; actions?: ReactNode }

/** The heading of both tabs, each with an address of its own. */
export function ActivityLogHeader({ projectId, description, actions }: Props) {
  const tabs = [
    { name: 'Activity', to: paths.activityLog(projectId) },
    { name: 'Deletions', to: paths.deletions(projectId) },
  ]
  return (
    <>
      <PageHeader title="Activity log" description={description} actions={actions} />
      <TabBar as="nav" aria-label="Activity log">
        {tabs.map(({ name, to }) => (
          <NavLink key={to} to={to} end>
            {name}
          </NavLink>
        ))}
      </TabBar>
    </>
  )
}
