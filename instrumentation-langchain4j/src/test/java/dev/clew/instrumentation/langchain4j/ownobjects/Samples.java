// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.ownobjects;

import dev.clew.testkit.Probe;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.audio.TextToSpeechResponse;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.input.Prompt;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An object of each type that the library's methods accept or return. */
final class Samples {
  private static final List<Object> REAL = real();
  private static volatile UnaryOperator<Object> made = UnaryOperator.identity();

  private Samples() {}

  /** From now on every sample is transformed by {@code variation}. */
  static void vary(UnaryOperator<Object> variation) {
    made = variation;
  }

  static @Nullable Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return of((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable<?>) {
      return of(TextSegment.class);
    }
    return of((Class<?>) type, new Type[0]);
  }

  private static @Nullable Object of(Class<?> type, Type[] arguments) {
    if (type == int.class || type == Integer.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == double.class || type == Double.class) {
      return 0.5;
    }
    if (type == String.class || type == Object.class) {
      return "text";
    }
    if (type == Response.class) {
      return made.apply(Response.from(of(arguments[0]), new TokenUsage(3, 4)));
    }
    if (type.isAssignableFrom(ArrayList.class) && Collection.class.isAssignableFrom(type)) {
      return new ArrayList<>(List.of(of(arguments[0])));
    }
    if (type == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      map.put(of(arguments[0]), of(arguments[1]));
      return map;
    }
    for (Object real : REAL) {
      if (type.isInstance(real)) {
        return made.apply(real);
      }
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      return Probe.implementing(type);
    }
    return null;
  }

  private static List<Object> real() {
    Embedding vector = Embedding.from(new float[] {1, 2});
    TextSegment segment = TextSegment.from("a segment");
    UserMessage message = UserMessage.from("a question");
    ToolExecutionRequest tool =
        ToolExecutionRequest.builder().id("1").name("weather").arguments("{}").build();
    AiMessage answer = AiMessage.from("an answer", List.of(tool));
    Query query = Query.from("a question", Metadata.from(message, 1, List.<ChatMessage>of()));
    Moderation verdict = Moderation.flagged("a text");
    ChatRequestParameters parameters =
        ChatRequestParameters.builder()
            .modelName("m")
            .toolSpecifications(ToolSpecification.builder().name("weather").build())
            .build();
    return List.of(
        vector,
        segment,
        message,
        answer,
        tool,
        query,
        verdict,
        parameters,
        Content.from(segment),
        Image.builder().url("http://localhost/a.png").build(),
        Audio.builder().base64Data("AAAA").build(),
        Prompt.from("a prompt"),
        ToolSpecification.builder().name("weather").build(),
        new HashMap<>(),
        ChatRequest.builder().messages(message, answer).parameters(parameters).build(),
        ChatRequestOptions.EMPTY,
        ChatResponse.builder().aiMessage(answer).tokenUsage(new TokenUsage(3, 4)).build(),
        EmbeddingRequest.builder().inputs("a text").build(),
        EmbeddingResponse.builder().embeddings(List.of(vector)).modelName("m").build(),
        ModerationRequest.builder().texts(List.of("a text")).build(),
        ModerationResponse.builder().moderation(verdict).build(),
        AudioTranscriptionRequest.builder().audio(Audio.builder().base64Data("AA").build()).build(),
        AudioTranscriptionResponse.from("a text"),
        TextToSpeechRequest.builder().text("a text").build(),
        TextToSpeechResponse.from(Audio.builder().base64Data("AA").build()),
        new AugmentationRequest(message, Metadata.from(message, 1, List.<ChatMessage>of())),
        new AugmentationResult(message, List.of(Content.from(segment))),
        EmbeddingSearchRequest.builder().queryEmbedding(vector).maxResults(1).build(),
        new EmbeddingSearchResult<>(List.of(new EmbeddingMatch<>(0.5, "1", vector, segment))),
        ToolExecutionResult.builder().resultText("rain").build(),
        InvocationContext.builder().build());
  }
}
