// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.util.Map;

/**
 * The first line of a tape.
 *
 * @param canonical the version of the rules by which keys were made
 * @param redacted whether more than secrets was replaced
 */
public record TapeHeader(
    String startedAt,
    String clew,
    String java,
    Map<String, String> libraries,
    int canonical,
    boolean redacted) {
  /** The version of the format that this Clew writes. */
  public static final int FORMAT = 1;
}
