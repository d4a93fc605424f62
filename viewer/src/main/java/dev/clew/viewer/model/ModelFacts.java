// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a call of a model (or of an embedding) beside its content.
 *
 * @param toolCalls names of the tools that the answer asked for, in order
 * @param callIds their ids, an empty text where there is none
 * @param notOffered those of the names that the model had not been offered
 * @param messages how many messages the model was given
 * @param firstMessageHash tells whether two calls begin with the same message
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
    int messages,
    long firstMessageHash) {

  /** The model by the name that it was asked for, or that it answered with. */
  public String model() {
    return requestModel != null ? requestModel : responseModel != null ? responseModel : "unknown";
  }
}
