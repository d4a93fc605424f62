// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model that a request names: by its id, by that of an inference profile such as {@code
 * us.anthropic.…}, or by an ARN.
 *
 * @param id as the application gave it
 */
record ModelName(@Nullable String id) {
  private static final String ARN = "arn:";

  /**
   * Returns the name without the ARN around it, which only tells the region and the account. The
   * profiles that an account makes itself have names that mean nothing elsewhere.
   */
  @Nullable String name() {
    if (id == null || !id.startsWith(ARN)) {
      return id;
    }
    boolean known = id.contains(":foundation-model/") || id.contains(":inference-profile/");
    return known ? id.substring(id.indexOf('/') + 1) : id;
  }

  /** Returns what the name lacks. */
  Map<String, @Nullable Object> details() {
    return id != null && !id.equals(name()) ? Map.of("model_arn", id) : Map.of();
  }

  /** Returns whether the model makes vectors instead of an answer. */
  boolean isOfEmbeddings() {
    return id != null && id.toLowerCase(Locale.ROOT).contains("embed");
  }
}
