import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from './answer.ts';
import { useLive } from './live.ts';

/** What came of a question. The last answer stays while a newer one is asked for, and when that fails. */
export type Asked<T> = {
  readonly answer: T | null;
  readonly error: string | null;
  readonly again: () => void;
};

/**
 * Asks for a path now, after every commit and as windows slide; one question at a time.
 * @param path null asks nothing
 */
export const useAnswer = <T>(path: string | null): Asked<T> => {
  const { commit, tick } = useLive();
  const [shown, show] = useState<{ path: string; answer: T } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const running = useRef<{ path: string; isOutdated: boolean } | null>(null);
  const moment = `${commit?.token} ${tick} ${attempt}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new moment asks again
  useEffect(() => {
    if (path === null) return;
    if (running.current?.path === path) {
      // Asked again when the answer is there, however many commits there are until then.
      running.current.isOutdated = true;
      return;
    }
    const question = { path, isOutdated: false };
    running.current = question;
    const run = async (): Promise<void> => {
      do {
        question.isOutdated = false;
        try {
          const answer = await ask<T>(path);
          if (running.current !== question) return;
          show({ path, answer });
          setError(null);
        } catch (cause) {
          if (running.current !== question) return;
          setError(cause instanceof Error ? cause.message : String(cause));
          break;
        }
      } while (question.isOutdated);
      running.current = null;
    };
    void run();
  }, [path, moment]);

  useEffect(() => {
    if (error === null) return;
    const timer = setTimeout(() => setAttempt((n) => n + 1), 5000);
    return () => clearTimeout(timer);
  }, [error]);

  const again = useCallback(() => setAttempt((n) => n + 1), []);
  return { answer: shown?.answer ?? null, error, again };
};
