// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.language;

import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.model.input.Prompt;
import org.jspecify.annotations.Nullable;

/** Reads the prompt of a language model, in the types that its methods accept. */
final class Prompts {
  private Prompts() {}

  /** Returns the text of a {@code String} or {@link Prompt}, or null. */
  static @Nullable String text(@Nullable Object input) {
    if (input instanceof Prompt prompt && LibraryObjects.mayCall(prompt)) {
      return prompt.text();
    }
    return input instanceof String text ? text : null;
  }
}
