import { useQuery } from '@tanstack/react-query'
import { Tag } from '@/components/ui/tag'
import { meQuery } from '@/lib/api'

export const DEMO_SENTENCE = 'You are here as the demo creator. What you change lasts until the next start.'

/** Said beside every title, so that nobody takes the demo creator's desk for their own. */
export function DemoTag() {
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  if (!me?.is_demo) return null
  return <Tag title={DEMO_SENTENCE}>Demo</Tag>
}
