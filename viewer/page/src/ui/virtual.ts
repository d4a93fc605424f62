// SPDX-License-Identifier: Apache-2.0
import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const OVERSCAN = 8;

export interface Virtual {
  /** For the element that scrolls. */
  box: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  first: number;
  /** One beyond the last row to draw. */
  end: number;
  scrollTo: (index: number) => void;
}

/** Which of many rows of one height can be seen; only these are drawn. */
export function useVirtual(rows: number, rowHeight: number, headHeight = 0): Virtual {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, end: Math.min(rows, 60) });

  const measure = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const first = Math.max(0, Math.floor((element.scrollTop - headHeight) / rowHeight) - OVERSCAN);
    const end = Math.min(rows, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + OVERSCAN);
    setRange((r) => (r.first === first && r.end === end ? r : { first, end }));
  }, [rows, rowHeight, headHeight]);

  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [measure]);

  const scrollTo = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element) return;
      const top = index * rowHeight + headHeight;
      const low = element.scrollTop + headHeight;
      if (top < low) element.scrollTop = Math.max(0, top - headHeight - rowHeight * 2);
      else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top - element.clientHeight + rowHeight * 3;
      measure();
    },
    [rowHeight, headHeight, measure],
  );
  return { box, onScroll: measure, first: Math.min(range.first, rows), end: Math.min(Math.max(range.end, 0), rows), scrollTo };
}
