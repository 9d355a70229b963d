import type { ReactNode } from 'react'

interface PageSectionProps {
  id: string
  title: string
  about: string
  children: ReactNode
}

/** A part of a page of settings: what it is at the left, its content at the right. */
export const PageSection = ({ id, title, about, children }: PageSectionProps) => (
  <section
    id={id}
    aria-labelledby={`${id}-title`}
    className="grid scroll-mt-2 gap-x-10 gap-y-4 border-hairline py-9 not-first:border-t md:grid-cols-[190px_minmax(0,1fr)]"
  >
    <div>
      <h2 id={`${id}-title`} className="text-[19px]">
        {title}
      </h2>
      <p className="mt-1 text-[14px] text-ink-3">{about}</p>
    </div>
    <div className="min-w-0">{children}</div>
  </section>
)
