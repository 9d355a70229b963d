import type { ReactNode } from 'react'
import { usePageTitle } from '@/lib/a11y'
import { DemoTag } from './demo-tag'
import { SandboxTag } from './sandbox-tag'

interface PageHeaderProps {
  title: string
  /** Tags beside the title. */
  tags?: ReactNode
  /** At the right. */
  actions?: ReactNode
  /** For pages that say by themselves what is the sandbox's and what is not. */
  withoutSandboxTag?: boolean
}

/** The bar at the top of every signed-in page. Names the page in the browser's title too. */
export function PageHeader({ title, tags, actions, withoutSandboxTag }: PageHeaderProps) {
  usePageTitle(title)
  return (
    <header className="flex min-h-14 items-center gap-3 border-b border-hairline px-4 md:min-h-[60px] md:gap-[18px] md:px-[22px]">
      <h1 data-page-heading tabIndex={-1} className="min-w-0 truncate text-[18px] md:text-[20px]">
        {title}
      </h1>
      <div className="flex shrink-0 items-center gap-2">
        {tags}
        <DemoTag />
        {withoutSandboxTag ? null : <SandboxTag />}
      </div>
      {actions ? <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div> : null}
    </header>
  )
}
