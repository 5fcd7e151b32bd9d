import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Actor, type ActorKind, actorSchema } from '#lib/core/schema/actor.ts';
import { cleanLine, LIMITS, nameKey } from '#lib/core/text.ts';
import { db } from './database.ts';
import { updatedAfter } from './updated-after.ts';

/** The competitor, customer … of this kind and name, made if there is none; `domain` is added to those it is known by. */
export async function ensureActor(kind: ActorKind, name: string, domain?: string): Promise<Actor> {
  const clean = cleanLine(name, LIMITS.name);
  const key = nameKey(clean);
  return db.transaction('rw', db.actors, async () => {
    const at = Date.now();
    const existing = await db.actors
      .filter((actor) => actor.kind === kind && nameKey(actor.name) === key && actor.deletedAt === undefined)
      .first();
    const domains = [...new Set([...(existing?.domains ?? []), ...(domain ? [domain] : [])])];
    const actor = parse(
      actorSchema,
      existing
        ? { ...existing, domains, updatedAt: updatedAfter(existing, at) }
        : { id: newId(), createdAt: at, updatedAt: at, kind, name: clean, domains },
      'actor',
    );
    await db.actors.put(actor);
    return actor;
  });
}

export async function listActors(): Promise<Actor[]> {
  const actors = await db.actors.filter((actor) => actor.deletedAt === undefined).toArray();
  return actors.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}
