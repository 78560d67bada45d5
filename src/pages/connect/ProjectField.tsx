import type { ReactNode } from 'react'
import type { Project } from '#api/account/account.ts'
import { NativeSelect, TextInput } from '#ui/fields.tsx'

type Props = {
  /** Null before the check, or if the key can't list projects. */
  projects: Project[] | null
  field: { value?: string; error?: ReactNode; onChange: (value: string) => void }
}

/** A select of the key's projects, or a text field while they are unknown. */
export function ProjectField({ projects, field }: Props) {
  if (!projects) {
    return (
      <TextInput
        label="Project"
        description="The number in your PostHog URL. Leave empty to pick from a list."
        placeholder="12345"
        spellCheck={false}
        {...field}
        onChange={(event) => field.onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <NativeSelect
      size="sm"
      label="Project"
      data={projects.map(({ id, name }) => ({ value: id, label: name ? `${name} (${id})` : `Project ${id}` }))}
      {...field}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  )
}
