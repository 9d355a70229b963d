export const TABS = ['plans', 'prices', 'services', 'orders', 'stripe'] as const
export type Tab = (typeof TABS)[number]

export interface CatalogueSearch {
  tab?: Tab | undefined
  /** What is open for editing: a plan's or a package's key, an order's id. */
  open?: string | undefined
}

const isTab = (value: unknown): value is Tab => TABS.some((tab) => tab === value)
const NAME = /^[A-Za-z0-9_-]{1,60}$/

/** Whatever else stands in the address is left out. */
export function readSearch(search: Record<string, unknown>): CatalogueSearch {
  const { tab, open } = search
  return {
    ...(isTab(tab) ? { tab } : {}),
    ...(typeof open === 'string' && NAME.test(open) ? { open } : {}),
  }
}

export type ChangeSearch = (search: CatalogueSearch) => void
