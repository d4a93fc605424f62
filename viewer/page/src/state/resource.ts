// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface Resource<T> {
  /** The last answer; stays while another one is loaded. */
  data: T | null;
  error: Error | null;
  /** True once loading has taken longer than 300 ms: nothing flickers before. */
  slow: boolean;
  /** The data answer another question than the one asked now: another filter or time. */
  stale: boolean;
  reload: () => void;
}

/**
 * Loads when `key` changes. Answers that come late for an earlier key are thrown away, and old data
 * stay on screen until new ones are there; where they are of another `question`, they are `stale`.
 */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>, question = ""): Resource<T> {
  const [state, setState] = useState<{ question: string; data: T | null; error: Error | null; slow: boolean }>({
    question,
    data: null,
    error: null,
    slow: false,
  });
  const [turn, setTurn] = useState(0);
  const current = useRef(load);
  current.current = load;

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const timer = window.setTimeout(() => setState((s) => ({ ...s, slow: true })), 300);
    current
      .current(abort.signal)
      .then((data) => setState({ question, data, error: null, slow: false }))
      .catch((error: Error) => {
        if (!abort.signal.aborted) setState((s) => ({ ...s, error, slow: false }));
      })
      .finally(() => window.clearTimeout(timer));
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [key, turn]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { data: state.data, error: state.error, slow: state.slow, stale: key !== null && state.data !== null && state.question !== question, reload };
}
