import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import { type ExportName, exportAddress } from '../api'
import type { Look } from '../search'

interface BlockProps {
  id: string
  title: string
  /** What is counted here, in a sentence. */
  about: string
  /** At the right of the title: what to choose. */
  actions?: ReactNode
  children: ReactNode
  /** Below: files to take along. */
  foot?: ReactNode
}

/** A part of the page on a sheet of its own. */
export const Block = ({ id, title, about, actions, children, foot }: BlockProps) => (
  <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-4">
    <Card className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-4 sm:px-5">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid max-w-[62ch] gap-1">
          <h2 id={`${id}-title`} className="text-[19px]">
            {title}
          </h2>
          <p className="text-[14px] text-ink-2">{about}</p>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
      {foot ? <div className="-mb-1 flex flex-wrap gap-2">{foot}</div> : null}
    </Card>
  </section>
)

interface CsvLinkProps {
  name: ExportName
  look: Look
  children: string
}

/** The whole of a block as the server writes it. */
export const CsvLink = ({ name, look, children }: CsvLinkProps) => (
  <a href={exportAddress(name, look)} download className={buttonStyles({ variant: 'quiet', size: 's' })}>
    <Download aria-hidden /> {children}
  </a>
)

/** What will stand here, and when. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="rounded border border-dashed border-hairline-strong px-4 py-5 text-[14.5px] text-ink-2">
    {children}
  </p>
)
