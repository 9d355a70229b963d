import { Copy, PencilLine, RotateCcw } from 'lucide-react'
import { lazy, type RefObject, Suspense } from 'react'
import { Banner, Button, cn, Skeleton, Tag } from '@/components/ui'
import { type ProjectState, sentenceFor } from '@/lib/api'
import { useRestoreSection, useSaveSection } from '../api'
import { sectionMarkdown } from '../markdown'
import { contentOf, STATES, staleSentence, stateOf, todayIn } from '../model'
import { complain, note } from '../notes'
import { type Kit, SECTION_IDS, type Section } from '../types'
import { CalendarBody } from './calendar-body'
import { ChecklistBody } from './checklist-body'
import { KitText } from './kit-text'
import type { Unsaved } from './leave-guard'
import { PartnerDraft } from './partner-draft'
import { PlanBody } from './plan-body'
import { StaleNotice } from './stale-notice'

const Writing = lazy(() => import('./writing').then(({ Writing }) => ({ default: Writing })))

export interface SheetProps {
  kit: Kit
  section: Section
  project: ProjectState
  isEditing: boolean
  hasDraft: boolean
  onEdit: () => void
  /** Saved, or nothing to save. */
  onDone: () => void
  /** Given up, possibly with text in it. */
  onCancel: () => void
  /** Where the writing says whether it would be lost. */
  unsaved: RefObject<Unsaved>
}

const ORDINALS = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']

export const sheetId = (section: string) => `kit-${section}`

/** One section of the kit: a sheet of paper, to read or to write on. */
export function SectionSheet(props: SheetProps) {
  const { section, kit, isEditing, hasDraft } = props
  const state = stateOf(section, kit.missing, hasDraft && !isEditing)
  const titleId = `${sheetId(section.id)}-title`
  return (
    <article
      id={sheetId(section.id)}
      data-sheet
      data-section={section.id}
      aria-labelledby={titleId}
      className={cn(
        'mx-auto w-full scroll-mt-20 rounded-card border border-hairline bg-sheet px-5 py-7 shadow-sheet md:px-12 md:py-11 lg:scroll-mt-6',
        isEditing ? 'max-w-[1060px]' : 'max-w-[800px]',
      )}
    >
      <header className="mb-6">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span aria-hidden className="font-display text-[15px] text-vermilion italic">
            {ORDINALS[SECTION_IDS.indexOf(section.id)]}.
          </span>
          <span className="flex flex-wrap items-center gap-2 print:hidden">
            {state ? <Tag tone={STATES[state].tone}>{STATES[state].label}</Tag> : null}
            {isEditing ? null : <Actions {...props} />}
          </span>
        </div>
        <h3 id={titleId} tabIndex={-1} className="mt-1 text-[28px] outline-none md:text-[31px]">
          {section.title}
        </h3>
        <p className="mt-1.5 max-w-[64ch] text-pretty text-ink-2">{section.lead}</p>
      </header>
      {isEditing ? (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Writing {...props} />
        </Suspense>
      ) : (
        <Reading {...props} />
      )}
    </article>
  )
}

function Actions({ kit, section, project, onEdit }: SheetProps) {
  const restore = useRestoreSection(kit.project_id)
  return (
    <>
      {project.can_edit && section.edited ? (
        <Button variant="quiet" size="s" pending={restore.isPending} onClick={() => restore.mutate(section)}>
          {restore.isPending ? null : <RotateCcw aria-hidden />}
          Restore
        </Button>
      ) : null}
      <Button
        variant="quiet"
        size="s"
        aria-label={`Copy ${section.title} as Markdown`}
        onClick={() => void copy(section)}
      >
        <Copy aria-hidden />
        Copy
      </Button>
      {project.can_edit ? (
        <Button size="s" data-edit aria-label={`Edit ${section.title}`} onClick={onEdit}>
          <PencilLine aria-hidden />
          Edit
        </Button>
      ) : null}
    </>
  )
}

async function copy(section: Section) {
  try {
    await navigator.clipboard.writeText(sectionMarkdown(section))
    void note(`Copied as Markdown: ${section.title}`)
  } catch {
    // Refused, or a page without a secure origin: the browser offers no other way without asking.
    void complain('The browser did not allow copying.', 'Download the Markdown file instead.')
  }
}

function Reading({ kit, section, project, hasDraft, onEdit, onCancel }: SheetProps) {
  return (
    <div className="grid gap-6">
      {hasDraft && project.can_edit ? <UnsavedNotice onEdit={onEdit} onDiscard={onCancel} /> : null}
      {section.is_stale && project.can_edit ? <Stale kit={kit} section={section} project={project} /> : null}
      {section.id === 'positioning' && project.can_edit ? (
        <PartnerDraft
          draft={kit.draft}
          projectId={kit.project_id}
          sandbox={kit.sandbox}
          isUnderMine={section.edited}
        />
      ) : null}
      <Body kit={kit} section={section} project={project} />
    </div>
  )
}

type Shown = Pick<SheetProps, 'kit' | 'section' | 'project'>

function Body({ kit, section, project }: Shown) {
  const items = section.items ?? []
  if (section.kind === 'text') return <KitText text={section.markdown ?? ''} />
  if (items.length === 0)
    return <p className="text-ink-3">Nothing stands here. Edit the section to add the first entry.</p>
  if (section.kind === 'checklist') {
    return (
      <ChecklistBody
        section={section}
        missing={kit.missing}
        projectId={kit.project_id}
        canEdit={project.can_edit}
      />
    )
  }
  if (section.id === 'launch_plan') {
    return <PlanBody items={items} openingDay={kit.opening_day} today={todayIn(kit.time_zone)} />
  }
  return <CalendarBody items={items} openingDay={kit.opening_day} />
}

const UnsavedNotice = ({ onEdit, onDiscard }: { onEdit: () => void; onDiscard: () => void }) => (
  <Banner tone="wait" className="print:hidden">
    <p>You began to change this and have not saved it yet.</p>
    <div className="mt-2.5 flex flex-wrap gap-2">
      <Button size="s" onClick={onEdit}>
        Go on writing
      </Button>
      <Button size="s" variant="quiet" className="text-amber" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  </Banner>
)

function Stale({ kit, section, project }: Shown) {
  const restore = useRestoreSection(kit.project_id)
  const save = useSaveSection(kit.project_id)
  const keep = () =>
    save.mutate(
      { section: section.id, content: contentOf(section), base: contentOf(section) },
      { onError: (error) => void complain('That was not saved.', sentenceFor(error)) },
    )
  return (
    <StaleNotice
      sentence={staleSentence(section, project.decisions)}
      onSeeNew={() => restore.mutate(section)}
      onKeep={keep}
      isPending={restore.isPending || save.isPending}
    />
  )
}
