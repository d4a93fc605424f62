// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names request parameters alike for all models, as far as the conventions have a name. */
final class Parameters {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("maxTokens", "max_tokens"),
          Map.entry("max_new_tokens", "max_tokens"),
          Map.entry("maxTokenCount", "max_tokens"),
          Map.entry("max_gen_len", "max_tokens"),
          Map.entry("max_tokens_to_sample", "max_tokens"),
          Map.entry("topP", "top_p"),
          Map.entry("p", "top_p"),
          Map.entry("topK", "top_k"),
          Map.entry("k", "top_k"),
          Map.entry("stopSequences", "stop"),
          Map.entry("stop_sequences", "stop"));

  private Parameters() {}

  /**
   * Returns the parameters of a request.
   *
   * @param group the field whose fields are parameters themselves
   */
  static Map<String, @Nullable Object> named(Map<String, @Nullable Object> given, String group) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          if (key.equals(group)) {
            JsonTree.of(value).values().forEach((name, each) -> named.put(name(name), each));
          } else {
            named.put(name(key), value);
          }
        });
    return named;
  }

  private static String name(String key) {
    return NAMES.getOrDefault(key, key);
  }
}
