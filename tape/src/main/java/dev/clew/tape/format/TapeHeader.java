// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.format;

import java.util.Map;

/**
 * The first line of a tape.
 *
 * @param libraries the versions of the libraries that made the calls, by name
 * @param canonical the version of the rules by which keys were made
 * @param redacted whether more than secrets was replaced
 * @param fork from where on a fork went its own way, and what was changed; empty unless it is one
 */
public record TapeHeader(
    String startedAt,
    String clew,
    String java,
    Map<String, String> libraries,
    int canonical,
    boolean redacted,
    Map<String, String> fork) {
  /** The version of the format that this Clew writes. */
  public static final int FORMAT = 1;

  /** Creates the header of a tape that is no fork. */
  public TapeHeader(
      String startedAt,
      String clew,
      String java,
      Map<String, String> libraries,
      int canonical,
      boolean redacted) {
    this(startedAt, clew, java, libraries, canonical, redacted, Map.of());
  }

  /** Returns the same header with the libraries that further lines name. */
  TapeHeader with(Map<String, String> all) {
    return new TapeHeader(startedAt, clew, java, all, canonical, redacted, fork);
  }
}
