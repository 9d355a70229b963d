export { Banner } from './banner'
export { Button } from './button'
export { Card } from './card'
export { Checkbox } from './checkbox'
export { cn } from './cn'
export { CodeField } from './code-field'
export { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from './dialog'
export { Empty } from './empty'
export { Field, FieldError, useFieldControl } from './field'
export { Input, InputWithSuffix, PasswordInput } from './input'
export {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from './menu'
export { NativeSelect } from './native-select'
export { notify } from './notify'
export { LabelledProgress, Progress } from './progress'
export { RadioCard, RadioGroup } from './radio-group'
export { ScrollArea } from './scroll-area'
export { Seal } from './seal'
export { Select, SelectContent, SelectItem, SelectTrigger } from './select'
export { Separator } from './separator'
export { Skeleton } from './skeleton'
export { Spinner } from './spinner'
export { Switch } from './switch'
export { Tabs, TabsContent, TabsList, TabsTrigger } from './tabs'
export { Tag } from './tag'
export { Textarea } from './textarea'
export { toast } from './toast'
export { Tooltip, TooltipProvider } from './tooltip'
