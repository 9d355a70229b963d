import { LayoutList, type LucideIcon, MessageCircle, NotebookPen } from 'lucide-react'
import { PhoneTabs, phoneTabStyles } from '@/components/layout'
import { cn } from '@/components/ui'
import type { ActiveProject } from '@/lib/api'
import { allTasks } from '../model'

export type View = 'talk' | 'plan' | 'decisions'

const VIEWS: { view: View; label: string; icon: LucideIcon }[] = [
  { view: 'talk', label: 'Talk', icon: MessageCircle },
  { view: 'plan', label: 'Plan', icon: LayoutList },
  { view: 'decisions', label: 'Decisions', icon: NotebookPen },
]

interface ViewTabsProps {
  view: View
  onChange: (view: View) => void
  project: ActiveProject
}

/** One part at a time where three do not fit: below on a phone, under the header on a tablet. */
export function ViewTabs({ view, onChange, project }: ViewTabsProps) {
  const tasks = allTasks(project.phases)
  const done = tasks.filter(({ completed }) => completed).length
  const decided = project.decisions.filter(({ is_current }) => is_current).length
  const counts: Record<View, string> = {
    talk: '',
    plan: `${done} of ${tasks.length}`,
    decisions: `${decided} of ${project.playbook.decisions.length}`,
  }
  const entry = (name: View) => ({
    type: 'button' as const,
    'aria-current': view === name || undefined,
    onClick: () => onChange(name),
  })
  return (
    <>
      <PhoneTabs>
        {VIEWS.map(({ view: name, label, icon: Icon }) => (
          <button key={name} {...entry(name)} className={phoneTabStyles(view === name)}>
            <Icon aria-hidden strokeWidth={1.6} />
            {label}
          </button>
        ))}
      </PhoneTabs>
      <nav
        aria-label="Parts of the launch"
        className="flex gap-1 border-b border-hairline px-[18px] max-md:hidden xl:hidden"
      >
        {VIEWS.map(({ view: name, label }) => (
          <button
            key={name}
            {...entry(name)}
            className={cn(
              '-mb-px min-h-11 border-b-2 border-transparent px-3 text-[14px] font-[550] text-ink-3 hover:text-ink',
              view === name && 'border-vermilion text-ink',
            )}
          >
            {label} <span className="num font-normal text-ink-3">{counts[name]}</span>
          </button>
        ))}
      </nav>
    </>
  )
}
