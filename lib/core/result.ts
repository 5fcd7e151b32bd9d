import type { AppError } from './errors.ts';

/** What came of something that can fail for a known reason. Plain data: it crosses message boundaries as it is. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function err<T = never>(error: AppError): Result<T> {
  return { ok: false, error };
}
