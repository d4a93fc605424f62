// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import java.util.LinkedHashMap;
import java.util.Map;

/** The decisions by trace id, as many as are remembered: those that were needed latest. */
final class LatestDecisions extends LinkedHashMap<String, Decision> {
  private static final long serialVersionUID = 1L;

  static final int LIMIT = 16_384;

  LatestDecisions() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, Decision> eldest) {
    return size() > LIMIT;
  }
}
