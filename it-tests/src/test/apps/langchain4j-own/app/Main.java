// SPDX-License-Identifier: Apache-2.0
package app;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.List;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The application's own models, mocks and exceptions, which report every call. */
public final class Main {
  /** Reports a call that must not happen because of tracing. */
  private static void noticed(String method) {
    System.out.println(method + " was called");
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Embedder implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(List.of(Embedding.from(new float[] {1, 2})));
    }

    @Override
    public String modelName() {
      noticed("modelName");
      return "own";
    }

    @Override
    public ModelProvider provider() {
      noticed("provider");
      return ModelProvider.OTHER;
    }
  }

  private static final class Chat implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("yes")).build();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      noticed("defaultRequestParameters");
      return ChatRequestParameters.builder().build();
    }

    @Override
    public ModelProvider provider() {
      noticed("provider of chat");
      return ModelProvider.OTHER;
    }
  }

  private static final class Refusal extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      if ("main".equals(Thread.currentThread().getName())) {
        noticed("getCause");
      }
      return null;
    }
  }

  public static void main(String[] args) {
    libraryTests();
    System.out.println(new Embedder().embedAll(List.of(TextSegment.from("a"))).content());
    System.out.println(new Chat().chat(ChatRequest.builder().messages(question()).build()));
    ToolExecutor refusing =
        (request, memoryId) -> {
          throw new Refusal();
        };
    try {
      own(refusing).execute(ToolExecutionRequest.builder().name("book").build(), 1);
    } catch (Refusal refused) {
      System.out.println("refused");
    }
    mockOfTheLibrarysClass();
  }

  /** A class rather than a lambda, because agents do not see lambda classes. */
  private static ToolExecutor own(ToolExecutor executor) {
    return new ToolExecutor() {
      @Override
      public String execute(ToolExecutionRequest request, Object memoryId) {
        return executor.execute(request, memoryId);
      }
    };
  }

  private static void mockOfTheLibrarysClass() {
    OpenAiChatModel model = mock(OpenAiChatModel.class);
    ChatResponse response = mock(ChatResponse.class);
    when(model.chat(any(ChatRequest.class))).thenReturn(response);
    ChatRequest request = ChatRequest.builder().messages(question()).build();
    System.out.println(model.chat(request) == response);
    verify(model).chat(request);
    verifyNoMoreInteractions(model, response);
  }

  private static List<dev.langchain4j.data.message.ChatMessage> question() {
    return List.of(dev.langchain4j.data.message.UserMessage.from("well?"));
  }

  private static void libraryTests() {
    Launcher launcher = LauncherFactory.create();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass("dev.langchain4j.store.embedding.EmbeddingStoreIngestorTest"))
            .build(),
        listener);
    System.out.println(
        listener.getSummary().getTestsSucceededCount()
            + " succeeded, "
            + listener.getSummary().getTestsFailedCount()
            + " failed");
    listener
        .getSummary()
        .getFailures()
        .forEach(failure -> System.out.println(failure.getException().getMessage()));
  }
}
