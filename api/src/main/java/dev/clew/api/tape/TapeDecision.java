// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.tape;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a call.
 *
 * <ul>
 *   <li>An answer alone: the call is not made; the caller gets the answer. This includes the error
 *       for a request that is not on the tape.
 *   <li>A recorder alone: the call is made, and the recorder told what comes of it.
 *   <li>Both: the call is made and the recorder told, which compares; the caller gets the answer.
 *       Only for {@linkplain TapeRequest.Kind#TOOL tools}.
 *   <li>Neither: the call is made as if there were no tape.
 * </ul>
 *
 * @param body what the request has to say instead, as JSON, or null; only if its {@linkplain
 *     TapeRequest#changeable body can be changed}
 * @param path where the request has to go instead, or null; only together with a body, and only if
 *     it {@linkplain TapeRequest#movable can}
 */
public record TapeDecision(
    @Nullable TapeAnswer answer,
    @Nullable TapeRecorder recorder,
    @Nullable String body,
    @Nullable String path) {
  /** The call is made as if there were no tape. */
  public static final TapeDecision PASS = new TapeDecision(null, null);

  /** Decides on a call whose request stays as it is. */
  public TapeDecision(@Nullable TapeAnswer answer, @Nullable TapeRecorder recorder) {
    this(answer, recorder, null, null);
  }

  /** Returns the answer if the call must not be made, or null if it must. */
  public @Nullable TapeAnswer played() {
    return recorder == null ? answer : null;
  }
}
