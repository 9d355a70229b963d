import type { ReactNode } from 'react'

/** In place of what someone's role does not let them see or do. */
export const Said = ({ children }: { children: ReactNode }) => (
  <p className="rounded-card border border-dashed border-hairline-strong px-4 py-3.5 text-[14.5px] text-ink-2">
    {children}
  </p>
)
