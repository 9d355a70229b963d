import { type LinkProps, linkOptions } from '@tanstack/react-router'
import { ChartNoAxesCombined, type LucideIcon, Tags } from 'lucide-react'
import type { Me } from '@/lib/api'

export interface PlatformLink {
  label: string
  icon: LucideIcon
  link: LinkProps
  /** What else people may type to find it. */
  words: string
}

/** The heading under which they stand, wherever they do. */
export const PLATFORM = 'Platform'

const LINKS: readonly PlatformLink[] = [
  {
    label: 'Analytics',
    icon: ChartNoAxesCombined,
    link: linkOptions({ to: '/analytics' }),
    words: 'mrr churn funnel cohorts events visits figures',
  },
  {
    label: 'Catalogue',
    icon: Tags,
    link: linkOptions({ to: '/catalogue' }),
    words: 'plans prices limits services orders quote stripe sync',
  },
]

/** Where whoever looks after the installation works; nobody else hears of it. */
export const platformLinks = (me: Pick<Me, 'is_superuser'> | undefined) => (me?.is_superuser ? LINKS : [])
