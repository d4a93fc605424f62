// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

/** How much of the content of models, tools and people may leave the process. */
public enum ContentPolicy {
  /** Everything but secrets, within the limits of {@link RenderSettings}. */
  FULL,
  /** Everything but what redaction removes, within the same limits. */
  REDACTED,
  /**
   * Names, types, roles, kinds and sizes of parts, usage and timing; no texts, arguments, results,
   * instructions, error messages or stack traces.
   */
  NONE
}
