import { Link } from '@tanstack/react-router'
import { ArrowLeft, Mail } from 'lucide-react'
import { useRef, useState } from 'react'
import { ConnectionBanner, PageHeader } from '@/components/layout'
import { cn } from '@/components/ui'
import type { ProjectState } from '@/lib/api'
import { useKit, useProject } from '../api'
import { useDownload } from '../download'
import { dropDraft, keepDraft, readDraft } from '../drafts'
import { isSame } from '../model'
import { note } from '../notes'
import { type Kit, SECTION_IDS, type SectionId } from '../types'
import { useCurrentSection } from '../use-current-section'
import { useKitLive } from '../use-kit-live'
import { Contents, SectionSelect } from './contents'
import { Cover } from './cover'
import { DownloadButton } from './download-button'
import { DownloadProblem } from './download-problem'
import { KitSkeleton } from './kit-skeleton'
import { LeaveGuard, NOTHING_UNSAVED, type Unsaved } from './leave-guard'
import { SectionSheet } from './section-sheet'
import { Unreachable } from './unreachable'
import '../kit.css'

/** The launch kit: a document to read, to change and to take along. */
export function KitPage({ projectId }: { projectId: string }) {
  const kit = useKit(projectId)
  const project = useProject(projectId)
  useKitLive(projectId)
  if (kit.data && project.data) return <Desk kit={kit.data} project={project.data} />
  const error = kit.error ?? project.error
  if (error) return <Unreachable error={error} />
  return <KitSkeleton />
}

function Desk({ kit, project }: { kit: Kit; project: ProjectState }) {
  const downloading = useDownload(kit.project_id)
  const current = useCurrentSection()
  const { editing, drafts, edit, done, cancel } = useEditing(kit, project.can_edit)
  const unsaved = useRef<Unsaved>(NOTHING_UNSAVED)
  const contents = { kit, current, drafts }
  return (
    <div data-kit className="flex min-h-0 flex-1 flex-col">
      <PageHeader title="Launch kit" actions={<DownloadButton downloading={downloading} />} />
      <ConnectionBanner offline="You are offline. You can read and write on; save once you are back." />
      <div
        data-kit-flow
        className="min-h-0 flex-1 overflow-auto lg:grid lg:grid-cols-[264px_minmax(0,1fr)] lg:overflow-hidden"
      >
        <aside className="hidden overflow-auto border-r border-hairline bg-sunk px-3 py-6 lg:block print:hidden">
          <Contents {...contents} />
          <WaysBack
            projectId={kit.project_id}
            className="mt-6 grid gap-0.5 border-t border-hairline px-1 pt-4"
          />
        </aside>
        <div data-kit-flow className="relative lg:overflow-auto">
          <div className="sticky top-0 z-10 border-b border-hairline bg-paper px-4 py-2 lg:hidden print:hidden">
            <SectionSelect {...contents} />
          </div>
          <div className="mx-auto grid w-[min(1060px,calc(100%-32px))] gap-6 pt-6 pb-16 md:pt-8">
            <WaysBack projectId={kit.project_id} className="flex flex-wrap gap-1 lg:hidden" />
            <DownloadProblem downloading={downloading} />
            <Cover kit={kit} canEdit={project.can_edit} />
            {kit.sections.map((section) => (
              <SectionSheet
                key={section.id}
                kit={kit}
                section={section}
                project={project}
                isEditing={editing === section.id}
                hasDraft={drafts.has(section.id)}
                onEdit={() => edit(section.id)}
                onDone={done}
                onCancel={() => cancel(section.id)}
                unsaved={unsaved}
              />
            ))}
          </div>
        </div>
      </div>
      <LeaveGuard unsaved={unsaved} />
    </div>
  )
}

const WaysBack = ({ projectId, className }: { projectId: string; className: string }) => {
  const style =
    'flex min-h-9 items-center gap-2 rounded px-2 text-[14px] text-ink-2 no-underline hover:text-ink pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:text-ink-3'
  return (
    <div className={cn('print:hidden', className)}>
      <Link to="/projects/$id" params={{ id: projectId }} className={style}>
        <ArrowLeft aria-hidden /> Back to the talk
      </Link>
      <Link to="/projects/$id/summary" params={{ id: projectId }} className={style}>
        <Mail aria-hidden /> What you decided
      </Link>
    </div>
  )
}

function hasDraft(projectId: string, section: SectionId): boolean {
  const draft = readDraft(projectId, section)
  return draft !== null && !isSame(draft.base, draft.content)
}

/** One section is written at a time; what was begun in another waits as its draft. */
function useEditing({ project_id: projectId }: Kit, canEdit: boolean) {
  const begun = () => SECTION_IDS.filter((section) => hasDraft(projectId, section))
  const [editing, setEditing] = useState<SectionId | null>(() => (canEdit ? (begun()[0] ?? null) : null))
  const drafts = new Set(begun())

  function cancel(section: SectionId) {
    const draft = readDraft(projectId, section)
    dropDraft(projectId, section)
    setEditing(null)
    if (!draft || isSame(draft.base, draft.content)) return
    void note('Your changes were put aside.', {
      id: `cancel-${section}`,
      action: {
        label: 'Undo',
        onClick: () => {
          keepDraft(projectId, section, draft)
          setEditing(section)
        },
      },
    })
  }

  return { editing, drafts, edit: setEditing, done: () => setEditing(null), cancel }
}
