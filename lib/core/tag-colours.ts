import type { MessageKey } from './message-key.ts';

/** What a tag can be marked with: each can be told from the surfaces of both themes (WCAG 2.2, 1.4.11: 3 to 1). */
export const TAG_COLOURS = [
  { value: '#d2453a', label: 'colour_red' },
  { value: '#c2660c', label: 'colour_orange' },
  { value: '#9a7b00', label: 'colour_yellow' },
  { value: '#3f8a3f', label: 'colour_green' },
  { value: '#0f8a8a', label: 'colour_teal' },
  { value: '#3d7ad6', label: 'colour_blue' },
  { value: '#8b66d9', label: 'colour_violet' },
  { value: '#c9508f', label: 'colour_pink' },
] as const satisfies readonly { value: string; label: MessageKey }[];
