import { describe, expect, it } from 'vitest';
import { ERROR_CODES, GleanerError, toAppError } from '#lib/core/errors.ts';

/** An error as Dexie throws it: the browser's reason is in `inner`. */
function wrapped(name: string, inner?: unknown): Error {
  return Object.assign(new Error(name), { name, inner });
}

describe('toAppError', () => {
  it('keeps the code that the product itself gave, also through wrappers', () => {
    const error = new GleanerError('no_selection', 'nothing');
    expect(toAppError(error)).toEqual({ code: 'no_selection', detail: 'nothing' });
    expect(toAppError(wrapped('AbortError', error)).code).toBe('no_selection');
    expect(toAppError(new Error('outer', { cause: new Error('middle', { cause: error }) })).code).toBe('no_selection');
  });

  it('knows an error of ours that another script made, and no other of that name', () => {
    const foreign = Object.assign(new Error('too long'), { name: 'GleanerError', code: 'too_large' });
    expect(toAppError(foreign)).toEqual({ code: 'too_large', detail: 'too long' });
    expect(toAppError(Object.assign(new Error('x'), { name: 'GleanerError' })).code).toBe('unexpected');
  });

  it.each([
    ['a quota', new DOMException('full', 'QuotaExceededError')],
    ['a transaction aborted by a quota', wrapped('AbortError', new DOMException('full', 'QuotaExceededError'))],
    [
      'a disk that is really full',
      wrapped('AbortError', new DOMException('Failed to write blobs (IOError)', 'DataError')),
    ],
    ['a quota two levels down', wrapped('OpenFailedError', wrapped('AbortError', wrapped('QuotaExceededError')))],
  ])('recognises a full disk in %s', (_what, error) => {
    expect(toAppError(error).code).toBe('disk_full');
  });

  it.each([
    ['OpenFailedError', 'store_unavailable'],
    ['DatabaseClosedError', 'store_unavailable'],
    ['MissingAPIError', 'store_unavailable'],
    ['InvalidStateError', 'store_unavailable'],
    ['VersionError', 'store_outdated'],
    ['AbortError', 'unexpected'],
  ])('%s → %s', (name, code) => {
    expect(toAppError(wrapped(name)).code).toBe(code);
  });

  it.each([['a string'], [undefined], [null], [42], [{ name: 'QuotaExceededError' }]])(
    'calls %j, which is no error, unexpected',
    (thrown) => {
      expect(toAppError(thrown).code).toBe('unexpected');
    },
  );

  it('names every reason for the developer', () => {
    expect(toAppError(wrapped('AbortError', new DOMException('why', 'DataError'))).detail).toBe(
      'AbortError: AbortError ← DataError: why',
    );
  });

  it('gives what may cross a message boundary, also for endless errors', () => {
    const loop = new Error('x'.repeat(10_000));
    loop.cause = loop;
    for (const thrown of [loop, 'y'.repeat(10_000), new GleanerError('busy', 'z'.repeat(10_000))]) {
      const { code, detail = '' } = toAppError(thrown);
      expect(ERROR_CODES).toContain(code);
      expect(detail.length).toBeLessThanOrEqual(2_000);
    }
  });
});

it('knows each code once', () => {
  expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
});
