// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls without a request, as made by mocking frameworks when a test uses {@code any()}: there is
 * nothing to trace or to warn about.
 */
@SuppressWarnings("NullAway") // that is the point
class NullRequestsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  static final class Model implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      return null;
    }
  }

  static final class StreamingModel implements StreamingChatModel {
    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {}
  }

  static final class Ignoring implements StreamingChatResponseHandler {
    @Override
    public void onPartialResponse(String part) {}

    @Override
    public void onCompleteResponse(ChatResponse response) {}

    @Override
    public void onError(Throwable error) {}
  }

  static final class Tool implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
      return "mocked";
    }

    @Override
    public ToolExecutionResult executeWithContext(
        ToolExecutionRequest request, InvocationContext context) {
      return null;
    }
  }

  static final class Finder implements ContentRetriever, ScoringModel {
    @Override
    public List<Content> retrieve(Query query) {
      return List.of();
    }

    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      return null;
    }
  }

  @Test
  void toolWithoutARequest_isNotTraced() {
    new Tool().execute(ToolExecutionRequest.builder().name("fare").build(), "memory");

    assertThat(new Tool().execute(null, "memory")).isEqualTo("mocked");
    assertThat(new Tool().executeWithContext(null, null)).isNull();

    assertThat(weaving.tree()).hasToString("function fare\n");
  }

  @Test
  void modelWithoutARequest_isNotTraced() {
    ChatRequest request = ChatRequest.builder().messages(UserMessage.from("hello")).build();
    new Model().chat(request);

    assertThat(new Model().chat((ChatRequest) null)).isNull();
    new StreamingModel().chat((ChatRequest) null, new Ignoring());

    assertThat(weaving.tree()).hasToString("generation chat NullRequestsTest$Model\n");
  }

  @Test
  void searchWithoutAQuery_isNotTraced() {
    new Finder().retrieve(Query.from("fares"));

    assertThat(new Finder().retrieve(null)).isEmpty();
    assertThat(new Finder().scoreAll(null, "fares")).isNull();

    assertThat(weaving.tree()).hasToString("retrieval retrieve NullRequestsTest$Finder\n");
  }
}
