import {
  Crop,
  EyeOff,
  Highlighter,
  type LucideIcon,
  MapPin,
  MousePointer2,
  MoveUpRight,
  Square,
  Type,
} from 'lucide-react';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { ShapeType } from '#lib/screenshot/markup-items.ts';

export type ToolId = 'select' | ShapeType;

export type Tool = {
  id: ToolId;
  label: MessageKey;
  /** `KeyboardEvent.key`, in lower case. */
  key: string;
  icon: LucideIcon;
};

/** In the order of the tool strip. What a tool draws has its name and icon too. */
export const TOOLS: readonly Tool[] = [
  { id: 'select', label: 'tool_select', key: 'v', icon: MousePointer2 },
  { id: 'crop', label: 'tool_crop', key: 'c', icon: Crop },
  { id: 'box', label: 'tool_box', key: 'b', icon: Square },
  { id: 'arrow', label: 'tool_arrow', key: 'a', icon: MoveUpRight },
  { id: 'text', label: 'tool_text', key: 't', icon: Type },
  { id: 'highlight', label: 'tool_highlight', key: 'h', icon: Highlighter },
  { id: 'pin', label: 'tool_pin', key: 'p', icon: MapPin },
  { id: 'redaction', label: 'tool_redact', key: 'r', icon: EyeOff },
];

export function toolOf(id: ToolId): Tool {
  const tool = TOOLS.find((one) => one.id === id);
  if (!tool) throw new Error(`There is no tool "${id}"`);
  return tool;
}
