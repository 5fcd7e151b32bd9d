import * as z from 'zod/mini';
import { rowId } from '#lib/core/row.ts';

/** Where a list is scrolled to: its edge is so many pixels below that of a clip, or above it where this is negative. */
const spotSchema = z.object({ id: rowId, place: z.number(), below: z.number() });
export type Spot = z.infer<typeof spotSchema>;

const memorySchema = z.object({ spot: spotSchema });

/** Where the list was when this entry of the tab's history was left, or its page was. */
export function rememberedSpot(): Spot | undefined {
  const memory = z.safeParse(memorySchema, history.state);
  return memory.success ? memory.data.spot : undefined;
}

/** Keeps it with the current entry; undefined for the top. */
export function rememberSpot(spot: Spot | undefined): void {
  history.replaceState(spot ? { spot } : null, '');
}
