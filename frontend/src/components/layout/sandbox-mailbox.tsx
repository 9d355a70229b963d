import { queryOptions, useQuery } from '@tanstack/react-query'
import { Tag } from '@/components/ui/tag'

/** Where mail goes to files, their mailbox is a page of this very site. */
const sandboxMailboxQuery = queryOptions({
  queryKey: ['sandbox-mailbox'],
  queryFn: async ({ signal }) => {
    const response = await fetch('/sandbox/mail/', { method: 'HEAD', signal })
    return response.ok
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** Where no mail server is set up, letters wait in a mailbox of this site. */
export function SandboxMailbox() {
  const { data: open } = useQuery(sandboxMailboxQuery)
  if (!open) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 rounded bg-amber-soft px-3.5 py-3 text-[14.5px]">
      <Tag tone="wait" className="bg-transparent px-0">
        Sandbox
      </Tag>
      <span className="text-ink-2">No e-mail leaves this machine.</span>
      <a href="/sandbox/mail/" target="_blank" rel="noopener" className="prose-link">
        Open the sandbox mailbox
      </a>
    </p>
  )
}
