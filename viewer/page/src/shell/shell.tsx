// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { healthBrief, listenAlways, lostSince } from "../api/events";
import { bytes, clock, count, plural, UNKNOWN } from "../format/format";
import { lossText } from "../model/losses";
import { format, go, place as placeOf, route } from "../state/route";
import { theme, toggleTheme } from "../state/theme";
import { loadViews, paramsOf, views } from "../state/views";
import { Icon } from "../ui/icons";
import { useKeys } from "../ui/keys";
import { Palette, paletteOpen } from "./palette";
import { ALL_PLACES, FOOT_PLACES, type Place, PLACES, SMALL_PLACES } from "./places";
import { Shortcuts, shortcutsOpen } from "./shortcuts";

export function Shell({ children }: { children: ComponentChildren }) {
  useEffect(() => void loadViews(), []);
  useEffect(listenAlways, []);
  useKeys({
    "ctrl+k": () => (paletteOpen.value = true),
    "?": () => (shortcutsOpen.value = true),
    T: toggleTheme,
    ...Object.fromEntries(ALL_PLACES.map((p) => [p.key, () => go(placeOf(p.page))])),
  });
  return (
    <div class={route.value.page === "trace" ? "shell narrow-side" : "shell"}>
      <a class="skip-link" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById("main")?.focus(); }}>
        Skip to the content
      </a>
      <SideBar />
      <main id="main" tabIndex={-1}>
        <Lost />
        {children}
      </main>
      <BottomBar />
      <Palette />
      <Shortcuts />
    </div>
  );
}

function Lost() {
  if (lostSince.value === null) return null;
  return (
    <div class="banner" role="alert">
      <Icon name="errors" />
      <span>
        <b>The viewer does not answer.</b> Shown data are from {clock(lostSince.value)}. Trying again every 2 s.
      </span>
    </div>
  );
}

function SideBar() {
  return (
    <nav class="side" aria-label="Main">
      <div class="brand">
        <Icon name="logo" />
        <span class="wide-only">Clew</span>
      </div>
      <button class="jump" aria-label="Search or jump" onClick={() => (paletteOpen.value = true)}>
        <Icon name="search" />
        <span class="wide-only">Search or jump</span>
        <kbd class="wide-only">Ctrl K</kbd>
      </button>
      {PLACES.map((p) => <SideLink key={p.page} place={p} figure={p.page === "traces" && healthBrief.value.running ? `${healthBrief.value.running} running` : undefined} />)}
      {views.value.length > 0 && <h2 class="wide-only">Saved views</h2>}
      {views.value.map((view) => (
        <a key={view.name} class="side-link wide-only" href={`#/traces?${new URLSearchParams(paramsOf(view))}`}>
          <span class="ellipsis">{view.name}</span>
          {view.traces !== undefined && <span class="figure">{count(view.traces)}</span>}
        </a>
      ))}
      <div class="side-foot">
        {FOOT_PLACES.map((p) => <SideLink key={p.page} place={p} />)}
        <button class="side-link" aria-label={theme.value === "dark" ? "Light theme" : "Dark theme"} onClick={toggleTheme}>
          <Icon name={theme.value === "dark" ? "sun" : "moon"} />
          <span class="wide-only">{theme.value === "dark" ? "Light theme" : "Dark theme"}</span>
        </button>
        <button class="side-link" aria-label="Keyboard" onClick={() => (shortcutsOpen.value = true)}>
          <Icon name="keyboard" />
          <span class="wide-only">Keyboard</span>
          <span class="figure wide-only">?</span>
        </button>
        <Brief />
      </div>
    </nav>
  );
}

function SideLink({ place, figure }: { place: Place; figure?: string }) {
  const here = route.value.page === place.page || (place.page === "traces" && route.value.page === "trace");
  return (
    <a class="side-link" href={format(placeOf(place.page))} aria-current={here ? "page" : undefined} aria-label={place.label}>
      <Icon name={place.icon} />
      <span class="wide-only">{place.label}</span>
      {figure && <span class="figure wide-only">{figure}</span>}
    </a>
  );
}

function Brief() {
  const brief = healthBrief.value;
  const live = lostSince.value === null;
  return (
    <a class="brief" href="#/health" aria-label="State of the viewer">
      <span class={live && brief.storeBytes !== undefined ? (brief.warnings ? "dot warning" : "dot live") : "dot"} />
      <span class="wide-only">
        <span class="small-text">
          {brief.storeBytes === undefined ? UNKNOWN : `${plural(brief.jvmsWriting ?? 0, "JVM")}, ${count(brief.spansPerSecond ?? 0)} spans/s`}
        </span>
        <span class={brief.warnings ? "label warning-text" : "label"}>
          {brief.storeBytes === undefined ? "looking for losses" : brief.warnings ? lossText(brief) || plural(brief.warnings, "warning") : `store ${bytes(brief.storeBytes)}, ${count(brief.dropped ?? 0)} dropped`}
        </span>
      </span>
    </a>
  );
}

function BottomBar() {
  return (
    <nav class="bottom-bar" aria-label="Main, small screens">
      {SMALL_PLACES.map((place) => (
        <a key={place.page} href={format(placeOf(place.page))} aria-current={route.value.page === place.page ? "page" : undefined}>
          <Icon name={place.icon} />
          <span>{place.short ?? place.label}</span>
        </a>
      ))}
      <button onClick={() => (paletteOpen.value = true)}>
        <Icon name="more" />
        <span>More</span>
      </button>
    </nav>
  );
}
