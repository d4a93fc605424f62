// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.core.JsonField;
import com.openai.models.beta.agents.AgentContent;
import com.openai.models.beta.agents.AgentSessionInputMessageParam;
import com.openai.models.beta.agents.InputContentParam;
import com.openai.models.beta.agents.sessions.SessionCreateParams;
import dev.clew.instrumentation.openai.json.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates how many bytes the longer parts of a session's input keep alive. */
final class SessionSize {
  private SessionSize() {}

  static long of(SessionCreateParams creation) {
    long bytes = creation._agent().asKnown().map(inline -> of(inline._instructions())).orElse(0L);
    SessionCreateParams.Input input = creation._input().asKnown().orElse(null);
    if (input == null) {
      return bytes;
    }
    return bytes
        + input.string().map(String::length).orElse(0)
        + ofMessages(input.agentSessionInputMessageParams().orElse(null));
  }

  /** Returns the size of messages to an agent, from the user or from another agent. */
  static long ofMessages(@Nullable List<?> messages) {
    long bytes = 0;
    for (Object element : messages == null ? List.of() : messages) {
      if (element instanceof AgentSessionInputMessageParam message) {
        for (InputContentParam part : message._content().asKnown().orElse(List.of())) {
          bytes += length(part.inputText().orElse(null), "_text");
          bytes += length(part.inputImage().orElse(null), "_imageUrl");
        }
      } else if (element instanceof AgentContent content) {
        bytes += content.outputText().map(text -> of(text._text())).orElse(0L);
      }
    }
    return bytes;
  }

  static long of(JsonField<String> text) {
    return text.asString().map(String::length).orElse(0);
  }

  private static long length(@Nullable Object part, String accessor) {
    String text = Fields.BY_NAME.text(part, accessor);
    return text == null ? 0 : text.length();
  }
}
