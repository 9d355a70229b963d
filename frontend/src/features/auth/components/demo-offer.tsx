import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Banner, Button } from '@/components/ui'
import { sentenceFor } from '@/lib/api'
import { demoQuery, useDemoSession } from '../demo'

/** A way in without an account, where the installation has a demo creator. */
export function DemoOffer() {
  const { data: demo } = useQuery({ ...demoQuery, enabled: false })
  const enter = useDemoSession()
  const about = useId()
  if (!demo?.available) return null
  return (
    <div className="mt-6 grid gap-3 border-t border-hairline pt-6">
      <Button size="l" pending={enter.isPending} onClick={() => enter.mutate()} aria-describedby={about}>
        Try it as a demo creator
      </Button>
      <p id={about} className="text-[14px] text-ink-2">
        {demo.about} What you change lasts until the next start.
      </p>
      {enter.isError ? <Banner tone="error">{sentenceFor(enter.error)}</Banner> : null}
    </div>
  )
}
