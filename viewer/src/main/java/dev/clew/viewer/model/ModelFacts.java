// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a model call (or an embedding) besides its content.
 *
 * @param toolCalls names of the tools that the answer requested, in order
 * @param callIds their ids, empty where there is none
 * @param notOffered those of the names that had not been offered to the model
 * @param offered names of the tools that were, at most {@link #MAX_OFFERED}
 * @param messages how many messages the input had
 * @param firstMessageHash shows whether two calls start with the same message
 */
public record ModelFacts(
    @Nullable String requestModel,
    @Nullable String responseModel,
    @Nullable String provider,
    @Nullable Tokens tokens,
    @Nullable Cost cost,
    @Nullable String finishReason,
    List<String> toolCalls,
    List<String> callIds,
    List<String> notOffered,
    List<String> offered,
    int messages,
    long firstMessageHash) {

  public static final int MAX_OFFERED = 100;

  /** The requested model, or the one that answered. */
  public String model() {
    return requestModel != null ? requestModel : responseModel != null ? responseModel : "unknown";
  }
}
