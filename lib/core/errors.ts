/**
 * Everything that can go wrong in a way a user should hear about. Each code has one sentence per language in
 * `public/_locales` under `error_<code>`: what happened, what is safe, what to do.
 */
export const ERROR_CODES = [
  'page_forbidden',
  'page_needs_gesture',
  'page_gone',
  'no_selection',
  'no_article',
  'no_table',
  'no_image',
  'no_link',
  'no_text',
  'frame_forbidden',
  'too_large',
  'cancelled',
  'busy',
  'tab_not_visible',
  'screenshot_failed',
  'capture_interrupted',
  'image_missing',
  'picture_changed',
  'picture_failed',
  'disk_full',
  'store_blocked',
  'store_outdated',
  'store_unavailable',
  'invalid_data',
  'clip_missing',
  'note_too_long',
  'clip_full',
  'clipboard_denied',
  'nothing_to_export',
  'import_unreadable',
  'import_empty',
  'import_too_large',
  'backup_unreadable',
  'backup_damaged',
  'backup_newer',
  'backup_too_large',
  'folder_denied',
  'folder_missing',
  'name_taken',
  'project_not_empty',
  'part_missing',
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type AppError = {
  code: ErrorCode;
  /** For the developer, never shown alone: what exactly was wrong, and where. At most 2,000 characters. */
  detail?: string | undefined;
};

/** An {@link AppError} that travels as an exception inside one context. */
export class GleanerError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail?: string, cause?: unknown) {
    super(detail ?? code, { cause });
    this.name = 'GleanerError';
    this.code = code;
  }
}

/** By name and not by class: each script that is put into a page brings a class of its own, and no list of all codes. */
function isOurs(error: { name: string }): error is GleanerError {
  return error.name === 'GleanerError' && 'code' in error;
}

/** Every error the code meets, walked from the outside in. Dexie and DOMException nest the reason. */
function* chain(error: unknown): Generator<{ name: string; message: string }> {
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 8; depth += 1) {
    yield current;
    const inner = 'inner' in current ? current.inner : undefined;
    // Of many that failed together, one tells why.
    const [first] = 'failures' in current && Array.isArray(current.failures) ? current.failures : [];
    current = inner ?? current.cause ?? first;
  }
}

/**
 * The one funnel from "something was thrown" to what the user is told.
 * A full disk shows in three ways (quota, abort by quota, "Failed to write blobs"), so the nested reasons are read too.
 */
export function toAppError(error: unknown): AppError {
  const reasons = [...chain(error)];
  for (const reason of reasons) {
    if (isOurs(reason)) return { code: reason.code, detail: reason.message.slice(0, 2_000) };
  }
  const detail = (reasons.map(({ name, message }) => `${name}: ${message}`).join(' ← ') || String(error)).slice(
    0,
    2_000,
  );
  if (reasons.some(({ name, message }) => name === 'QuotaExceededError' || /Failed to write blobs/.test(message))) {
    return { code: 'disk_full', detail };
  }
  // The only index that is unique is that of the names of tags.
  if (reasons.some(({ name }) => name === 'ConstraintError')) return { code: 'name_taken', detail };
  if (reasons.some(({ name }) => name === 'VersionError')) return { code: 'store_outdated', detail };
  if (
    reasons.some(({ name }) =>
      ['OpenFailedError', 'DatabaseClosedError', 'MissingAPIError', 'InvalidStateError'].includes(name),
    )
  ) {
    return { code: 'store_unavailable', detail };
  }
  return { code: 'unexpected', detail };
}
