import { useQuery } from '@tanstack/react-query'
import { Tag } from '@/components/ui/tag'
import { meQuery } from '@/lib/api'

/** Said plainly wherever scripted answers stand in for a model. */
export function SandboxTag() {
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  if (!me?.sandbox) return null
  return (
    <Tag tone="wait" title="No model key is set, so a scripted partner answers. Nothing is spent.">
      Sandbox
    </Tag>
  )
}
