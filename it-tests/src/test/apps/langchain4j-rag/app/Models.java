// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiImageModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiModerationModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.List;

/** Models other than chat models, from OpenAI and from this application. */
final class Models {
  private final String baseUrl;
  private final String apiKey;

  Models(String baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.apiKey = apiKey;
  }

  /** Vectors of two dimensions: whether a text mentions Lisbon or not. */
  static final class Local implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(segments.stream().map(Local::vector).toList());
    }

    private static Embedding vector(TextSegment segment) {
      boolean lisbon = segment.text().contains("Lisbon");
      return Embedding.from(lisbon ? new float[] {1, 0} : new float[] {0, 1});
    }
  }

  /** Scores texts by their length. */
  static final class Lengths implements ScoringModel {
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      return Response.from(segments.stream().map(each -> (double) each.text().length()).toList());
    }
  }

  EmbeddingModel embedding() {
    return OpenAiEmbeddingModel.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .modelName("text-embedding-3-small")
        .maxRetries(0)
        .build();
  }

  ModerationModel moderationModel() {
    return OpenAiModerationModel.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .modelName("omni-moderation-latest")
        .maxRetries(0)
        .build();
  }

  String moderation() {
    return moderationModel().moderate("plain-threat").content().toString();
  }

  String image() {
    Image image =
        OpenAiImageModel.builder()
            .baseUrl(baseUrl)
            .apiKey(apiKey)
            .modelName("dall-e-3")
            .maxRetries(0)
            .build()
            .generate("a boat on the Tejo")
            .content();
    return image.url() + " " + image.revisedPrompt();
  }

  String language() {
    return OpenAiLanguageModel.builder()
        .baseUrl(baseUrl)
        .apiKey(apiKey)
        .modelName("gpt-3.5-turbo-instruct")
        .maxRetries(0)
        .build()
        .generate("complete-me")
        .content();
  }
}
