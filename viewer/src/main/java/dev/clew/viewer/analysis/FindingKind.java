// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import java.util.Locale;

/** The kinds of findings, in the order in which they are shown. */
public enum FindingKind {
  RUNNING,
  CUT_OFF,
  FAILED,
  GUARDRAIL,
  LOOP,
  RETRY,
  FALLBACK,
  TOOL_NOT_OFFERED,
  TOOL_FAILED,
  ANSWER_CUT,
  SLOWEST,
  DEAREST,
  OWN_CODE,
  REPEATED_INPUT,
  CACHE_SAVINGS,
  CONTENT_MISSING,
  SPANS_DROPPED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
