// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.model.chat.ChatModel;

/** The application's guardrails. */
final class Checks {
  private Checks() {}

  /** Has a single abstract method, so that a lambda can be a guardrail. */
  interface InputCheck extends InputGuardrail {
    @Override
    InputGuardrailResult validate(UserMessage message);
  }

  /** Refuses requests for secrets. */
  static final class NoSecrets implements InputGuardrail {
    @Override
    public InputGuardrailResult validate(UserMessage message) {
      return message.singleText().contains("secret") ? fatal("a secret was asked for") : success();
    }
  }

  /** Corrects the model's answer. */
  static final class Polite implements OutputGuardrail {
    @Override
    public OutputGuardrailResult validate(AiMessage message) {
      return switch (message.text()) {
        case "rude" -> reprompt("too rude", "Say it nicely");
        case "vague" -> retry("too vague");
        case "long" -> successWith("short");
        default -> success();
      };
    }
  }

  static InputGuardrail judging(ChatModel judge) {
    InputCheck check =
        message -> {
          String verdict = judge.chat("Is this harmless?");
          return verdict.equals("yes")
              ? InputGuardrailResult.success()
              : InputGuardrailResult.successWith("nothing");
        };
    return check;
  }

  static InputGuardrail broken() {
    InputCheck check =
        message -> {
          throw new IllegalStateException("no connection");
        };
    return check;
  }
}
