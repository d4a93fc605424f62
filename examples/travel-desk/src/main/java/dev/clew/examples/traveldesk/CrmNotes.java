// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.traveldesk;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.V;

/** Sums a conversation up for the customer file; code older than the agents, on the plain SDK. */
public final class CrmNotes {
  private final OpenAIClient client;
  private final String model;

  CrmNotes(OpenAIClient client, String model) {
    this.client = client;
    this.model = model;
  }

  /** Writes one line about what was asked and answered. */
  @Agent(name = "crm-note", description = "Writes the customer file", outputKey = "note")
  public String note(@V("request") String request, @V("letter") String letter) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(model)
            .addSystemMessage("Sum the conversation up in one line for the CRM.")
            .addUserMessage("Customer: " + request + "\nLetter: " + letter)
            .maxCompletionTokens(120)
            .build();
    ChatCompletion completion = client.chat().completions().create(params);
    return completion.choices().get(0).message().content().orElse("no note");
  }
}
