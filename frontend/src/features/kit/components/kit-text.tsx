import { lazy, Suspense } from 'react'

// The renderer is the heaviest part of the page and comes beside it; until it is there the words are, unadorned.
const Markdown = lazy(() => import('@/lib/markdown/markdown').then(({ Markdown }) => ({ default: Markdown })))

export const KitText = ({ text }: { text: string }) => (
  <Suspense fallback={<p className="text-[16px] leading-[1.62] whitespace-pre-wrap">{text}</p>}>
    <Markdown text={text} />
  </Suspense>
)
