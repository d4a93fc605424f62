// SPDX-License-Identifier: Apache-2.0

/** Stroked icons on a grid of 16, drawn for this page; several strokes are parted by a bar. */
const PATHS = {
  logo: "M8 14.5a6.5 6.5 0 1 1 6.3-4.9|M8 11.5a3.5 3.5 0 1 1 3.4-2.6|M8 8h.01|M10 10l4.5 4.5",
  traces: "M2 3.5h6|M5 8h7|M8 12.5h6",
  sessions: "M2.5 3h8v6h-4L4 11V9H2.5z|M12.5 6h1v6h-1.5v2l-2.5-2H7",
  dashboards: "M2 13.5h12|M2.5 11l3.5-4 3 2.5L13.5 4",
  tools: "M13.5 4.6l-2 2-2.1-2.1 2-2a3.5 3.5 0 0 0-4.5 4.4L2.4 11.4a1.5 1.5 0 0 0 2.2 2.2l4.5-4.5a3.5 3.5 0 0 0 4.4-4.5z",
  errors: "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z|M6 6l4 4M10 6l-4 4",
  compare: "M8 2v12|M2.5 5H6M2.5 8H5M2.5 11H6|M10 5h3.5M11 8h2.5M10 11h3.5",
  health: "M2 4.5h6M11.5 4.5H14|M9.8 3v3|M2 11.5h2.5M8 11.5h6|M6.2 10v3",
  search: "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10z|M10.7 10.7L14 14",
  filter: "M2 4h12M4.5 8h7M6.5 12h3",
  check: "M3 8.5l3.2 3.2L13 5",
  close: "M4 4l8 8M12 4l-8 8",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z|M8 5v3.2l2 1.3",
  code: "M5.5 4.5L2 8l3.5 3.5|M10.5 4.5L14 8l-3.5 3.5",
  retry: "M13 8a5 5 0 1 1-1.6-3.7|M13.2 2v3h-3",
  fallback: "M3 3v4.5a2 2 0 0 0 2 2h8|M10.2 6.7L13 9.5l-2.8 2.8",
  loop: "M4 5.5h6.5a2.5 2.5 0 0 1 0 5H4|M6 3.5l-2 2 2 2",
  cut: "M5 6L13.5 12.5|M5 10l8.5-6.5|M3.5 6.5a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z|M3.5 12.7a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
  ghost: "M3.5 13.5V7a4.5 4.5 0 0 1 9 0v6.5l-2.2-1.5L8 13.5 5.7 12z|M6.3 7h.01M9.7 7h.01",
  cache: "M3 4.5c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2z|M3 4.5v7c0 1.1 2.2 2 5 2s5-.9 5-2v-7|M3 8c0 1.1 2.2 2 5 2s5-.9 5-2",
  warning: "M8 2.5l6 10.8H2z|M8 6.5v3|M8 11.5h.01",
  blocked: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z|M3.8 12.2l8.4-8.4",
  up: "M8 13V3|M4 7l4-4 4 4",
  down: "M8 3v10|M4 9l4 4 4-4",
  chevron: "M6 4l4 4-4 4",
  chevronDown: "M4 6l4 4 4-4",
  chevronUp: "M4 10l4-4 4 4",
  back: "M10 3.5L5.5 8l4.5 4.5",
  copy: "M5.5 5.5h8v8h-8z|M10.5 5.5v-3h-8v8h3",
  download: "M8 2.5v7.5|M4.8 7L8 10.2 11.2 7|M2.5 13.5h11",
  columns: "M2.5 3h11v10h-11z|M6.2 3v10M9.8 3v10",
  panel: "M2.5 3h11v10h-11z|M9.8 3v10",
  bookmark: "M4 2.5h8v11L8 10.5l-4 3z",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z|M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  moon: "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z",
  keyboard: "M1.8 4h12.4v8H1.8z|M4.5 6.5h.01M7 6.5h.01M9.5 6.5h.01M12 6.5h.01M5.5 9.5h5",
  play: "M5 3.2v9.6L12.5 8z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  path: "M2 12c3.5 0 2.5-8 6-8s2.5 6 6 6",
  user: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8z|M3 13.5c.5-2.5 2.5-4 5-4s4.5 1.5 5 4",
  system: "M2 5h7M12.5 5H14|M10.8 3.5v3|M2 11h1.5M7 11h7|M5.2 9.5v3",
  thought: "M8 11.5c3.3 0 5.5-1.8 5.5-4.5S11.3 2.5 8 2.5 2.5 4.3 2.5 7c0 1.5.7 2.7 1.8 3.5|M4.5 13.5h.01",
  image: "M2.5 3h11v10h-11z|M2.5 11l3.5-3.5 3 3 1.5-1.5 3 3|M10.5 6h.01",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  bell: "M4 11V7a4 4 0 0 1 8 0v4l1.5 1.5h-11z|M6.8 14.5h2.4",
  plus: "M8 3v10|M3 8h10",
  agent: "M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9z|M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  generation: "M2.5 3h11v7.5H8L5 13v-2.5H2.5z|M5 5.8h6M5 8h4",
  mcp: "M6 2v3.5M10 2v3.5|M4 5.5h8v2.5a4 4 0 0 1-8 0z|M8 12v2.5",
  retrieval: "M9.5 1.8H3.5v12.4h3|M9.5 1.8l3 3v2|M9.5 1.8v3h3|M10 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z|M11.5 12l2 2",
  embedding: "M3 3h.01M8 3.5h.01M13 3h.01M3.5 8h.01M8.5 8h.01M3 13h.01M8 12.5h.01M13 13h.01M12.5 8h.01",
  handoff: "M2 8h8.5|M7 4.5L10.5 8 7 11.5|M13.5 3v10",
  guardrail: "M8 1.8l5 1.9v4c0 3.3-2.1 5.4-5 6.5-2.9-1.1-5-3.2-5-6.5v-4z|M5.8 7.8l1.6 1.6 2.9-3",
  custom: "M2.5 5V2.5H5M7 2.5h2M11 2.5h2.5V5M13.5 7v2M13.5 11v2.5H11M9 13.5H7M5 13.5H2.5V11M2.5 9V7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, label, class: extra }: { name: IconName; label?: string; class?: string }) {
  return (
    <svg class={extra ? `icon ${extra}` : "icon"} viewBox="0 0 16 16" role={label ? "img" : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      {PATHS[name].split("|").map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

const BY_TYPE: Record<string, IconName> = {
  agent: "agent",
  generation: "generation",
  response: "generation",
  function: "tools",
  mcp_tools: "mcp",
  retrieval: "retrieval",
  embedding: "embedding",
  handoff: "handoff",
  guardrail: "guardrail",
  custom: "custom",
};

/** The icon of a span's type in its colour. */
export function TypeIcon({ type, label }: { type: string; label?: string }) {
  return <Icon name={BY_TYPE[type] ?? "custom"} label={label} class={`type-${BY_TYPE[type] ? type : "custom"}`} />;
}
