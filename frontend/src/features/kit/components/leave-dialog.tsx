import { Button, Dialog, DialogContent, DialogFooter } from '@/components/ui'

interface LeaveDialogProps {
  isKept: boolean
  onLeave: () => void
  onStay: () => void
}

export const LeaveDialog = ({ isKept, onLeave, onStay }: LeaveDialogProps) => (
  <Dialog open onOpenChange={(open) => (open ? undefined : onStay())}>
    <DialogContent
      title="Leave without saving?"
      description={
        isKept
          ? 'What you wrote stays on this device and is here when you come back. The kit itself is as you last saved it.'
          : 'This device keeps no drafts: what you wrote since the last save would be lost.'
      }
    >
      <DialogFooter>
        <Button variant="quiet" onClick={onLeave}>
          {isKept ? 'Leave, keep the draft' : 'Leave without it'}
        </Button>
        <Button variant="primary" onClick={onStay}>
          Stay here
        </Button>
      </DialogFooter>
    </DialogContent>
  </Dialog>
)
