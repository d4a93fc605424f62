// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to do with which tape.
 *
 * @param record where to record, or null
 * @param replay what to play, or null
 * @param missLive whether a request that is not on the tape is made for real
 * @param until calls from this one on are made for real, in order of their begins; {@link
 *     Long#MAX_VALUE} to play all
 * @param speed 0 without waits, 1 as recorded, 2 twice as fast
 * @param redacted whether more than secrets is replaced, which the tape's first line says
 * @param report where to write the result of a replay as JSON, or null
 * @param change what real calls of a fork say instead
 */
public record TapeOptions(
    @Nullable Path record,
    @Nullable Path replay,
    boolean missLive,
    long until,
    ToolModes tools,
    double speed,
    boolean redacted,
    @Nullable Path report,
    RequestChange change) {
  /** Creates options that change no request. */
  public TapeOptions(
      @Nullable Path record,
      @Nullable Path replay,
      boolean missLive,
      long until,
      ToolModes tools,
      double speed,
      boolean redacted,
      @Nullable Path report) {
    this(record, replay, missLive, until, tools, speed, redacted, report, RequestChange.NONE);
  }

  /** Returns whether requests that are not on the tape are made for real. */
  boolean goesLive() {
    return missLive || isFork();
  }

  boolean isFork() {
    return until != Long.MAX_VALUE;
  }
}
