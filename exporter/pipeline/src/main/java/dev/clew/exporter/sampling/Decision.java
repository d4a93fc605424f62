// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

/**
 * What is known about a trace.
 *
 * @param ratio the probability with which a trace like it is kept
 */
record Decision(Kind kind, double ratio) {
  static final Decision UNWANTED = new Decision(Kind.UNWANTED, 0);
  static final Decision DROP = new Decision(Kind.DROP, 0);
  static final Decision KEEP_BY_RULE = new Decision(Kind.KEEP_BY_RULE, 1);

  enum Kind {
    /** The trace is over and has not met the condition. */
    UNWANTED,
    DROP,
    KEEP_BY_RATIO,
    KEEP_BY_RULE
  }

  boolean keep() {
    return kind.compareTo(Kind.DROP) > 0;
  }
}
