// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.moderations.ModerationCreateParams;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialEmbeddingModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialImageModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

/** LangChain4j models on top of OpenAI's SDK: two traced libraries, one span per call. */
public final class Main {
  private Main() {}

  /** A moderation model written by the application, since the module has none. */
  private record Watchdog(OpenAIClient client) implements ModerationModel {
    @Override
    public Response<Moderation> moderate(String text) {
      boolean flagged =
          client
              .moderations()
              .create(ModerationCreateParams.builder().model("omni").input(text).build())
              .results()
              .get(0)
              .flagged();
      return Response.from(flagged ? Moderation.flagged(text) : Moderation.notFlagged());
    }

    @Override
    public Response<Moderation> moderate(List<ChatMessage> messages) {
      return moderate(messages.toString());
    }
  }

  public static void main(String[] args) {
    System.out.println(
        OpenAiOfficialEmbeddingModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("text-embedding-3-small")
            .maxRetries(0)
            .build()
            .embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")))
            .tokenUsage());
    System.out.println(
        OpenAiOfficialImageModel.builder()
            .baseUrl(args[0])
            .apiKey(args[1])
            .modelName("dall-e-3")
            .maxRetries(0)
            .build()
            .generate("a boat on the Tejo")
            .content()
            .url());
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    System.out.println(new Watchdog(client).moderate("plain-threat").content().flagged());
    System.exit(0);
  }
}
