// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.semconv;

import dev.clew.api.data.GenerationData;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values of {@code gen_ai.operation.name}.
 *
 * <p>A model call that is not a chat states its operation in its details. Without content, details
 * are withheld like any other text, but the span's name still starts with the operation.
 */
public final class Operation {
  public static final String CHAT = "chat";
  public static final String INVOKE_AGENT = "invoke_agent";
  public static final String EXECUTE_TOOL = "execute_tool";
  public static final String EMBEDDINGS = "embeddings";
  public static final String RETRIEVAL = "retrieval";
  public static final String FETCH_RESPONSE = "fetch_response";
  public static final String CANCEL_RESPONSE = "cancel_response";

  private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,40}");

  private static final Map<String, String> BY_FIRST_WORD =
      Map.ofEntries(
          Map.entry("completion", "text_completion"),
          Map.entry("generate", "image_generate"),
          Map.entry("edit", "image_edit"),
          Map.entry("vary", "image_variation"),
          Map.entry("speak", "speech"),
          Map.entry("transcribe", "transcription"),
          Map.entry("translate", "translation"),
          Map.entry("compact", "compact"),
          Map.entry("fetch", FETCH_RESPONSE),
          Map.entry("cancel", CANCEL_RESPONSE));

  private Operation() {}

  /** Returns the operation of a span. */
  public static String of(GenerationData generation, String spanName) {
    if (generation.details().get("operation") instanceof String said
        && WORD.matcher(said).matches()) {
      // One turn of a provider's own agent counts as a chat for token statistics.
      return said.equals("turn") ? CHAT : said;
    }
    int space = spanName.indexOf(' ');
    String firstWord = space < 0 ? spanName : spanName.substring(0, space);
    return BY_FIRST_WORD.getOrDefault(firstWord, CHAT);
  }

  /** Returns whether the call only retrieves the result of another call. */
  public static boolean isReread(String operation) {
    return operation.equals(FETCH_RESPONSE) || operation.equals(CANCEL_RESPONSE);
  }
}
