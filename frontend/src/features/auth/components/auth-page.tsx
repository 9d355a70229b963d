import type { ReactNode } from 'react'
import { usePageTitle } from '@/lib/a11y'

interface AuthPageProps {
  title: string
  lead: ReactNode
  children: ReactNode
  /** The way to the neighbouring page. */
  footer?: ReactNode
}

export function AuthPage({ title, lead, children, footer }: AuthPageProps) {
  usePageTitle(title)
  return (
    <>
      <h1 data-page-heading tabIndex={-1} className="text-[32px] tracking-[-.018em]">
        {title}
      </h1>
      <p className="mt-2.5 text-[16px] text-ink-2">{lead}</p>
      <div className="mt-8">{children}</div>
      {footer ? <p className="mt-8 border-t border-hairline pt-5 text-[15px] text-ink-2">{footer}</p> : null}
    </>
  )
}
