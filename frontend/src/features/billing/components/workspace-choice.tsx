import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Field, NativeSelect } from '@/components/ui'
import { meQuery } from '@/lib/api'

/** Each workspace has its own plan; those who are in several say which they mean. */
export function WorkspaceChoice({ current }: { current?: string }) {
  const { data: me } = useQuery(meQuery)
  const navigate = useNavigate()
  if (!me || !current || me.workspaces.length < 2) return null
  return (
    <Field label="Workspace" className="max-w-80 pt-6">
      <NativeSelect
        value={current}
        onChange={(event) =>
          void navigate({ to: '/settings/billing', search: { workspace: event.target.value } })
        }
      >
        {me.workspaces.map(({ id, name, role }) => (
          <option key={id} value={id}>
            {name} ({role})
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}
