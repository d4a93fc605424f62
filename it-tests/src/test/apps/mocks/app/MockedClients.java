// SPDX-License-Identifier: Apache-2.0
package app;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.services.async.chat.ChatCompletionServiceAsync;
import com.openai.services.blocking.ChatService;
import com.openai.services.blocking.chat.ChatCompletionService;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Mocked clients of openai-java. */
final class MockedClients {
  private MockedClients() {}

  static String stubbed() {
    ChatCompletion completion = mock(ChatCompletion.class);
    when(completion.id()).thenReturn("stubbed-1");
    ChatCompletionService completions = mock(ChatCompletionService.class);
    when(completions.create(any(ChatCompletionCreateParams.class))).thenReturn(completion);
    ChatService chat = mock(ChatService.class);
    when(chat.completions()).thenReturn(completions);
    OpenAIClient client = mock(OpenAIClient.class);
    when(client.chat()).thenReturn(chat);

    ChatCompletion answer = client.chat().completions().create(params());
    verify(client, times(1)).chat();
    verify(completions, times(1)).create(any(ChatCompletionCreateParams.class));
    verify(completions, never()).createStreaming(any(ChatCompletionCreateParams.class));
    return answer.id() + ", " + (answer == completion);
  }

  static String stubbedInDepth() {
    OpenAIClient client = mock(OpenAIClient.class, RETURNS_DEEP_STUBS);
    when(client.chat().completions().create(any(ChatCompletionCreateParams.class)).id())
        .thenReturn("deep-1");
    return client.chat().completions().create(params()).id();
  }

  static String failing() {
    ChatCompletionService completions = mock(ChatCompletionService.class);
    when(completions.create(any(ChatCompletionCreateParams.class)))
        .thenThrow(new IllegalStateException("no quota"));
    try {
      return "" + completions.create(params());
    } catch (IllegalStateException expected) {
      return expected.getMessage();
    }
  }

  static String unstubbed() {
    ChatCompletionService completions = mock(ChatCompletionService.class);
    String answers = completions.create(params()) + ", " + completions.createStreaming(params());
    verify(completions, times(1)).create(any(ChatCompletionCreateParams.class));
    return answers;
  }

  @SuppressWarnings("unchecked")
  static String streamed() {
    StreamResponse<ChatCompletionChunk> stream = mock(StreamResponse.class);
    when(stream.stream()).thenReturn(Stream.empty());
    ChatCompletionService completions = mock(ChatCompletionService.class);
    when(completions.createStreaming(any(ChatCompletionCreateParams.class))).thenReturn(stream);
    try (StreamResponse<ChatCompletionChunk> given = completions.createStreaming(params())) {
      return given.stream().count() + " chunks";
    } finally {
      verify(stream, times(1)).stream();
      verify(stream, times(1)).close();
    }
  }

  static String future() throws Exception {
    ChatCompletion completion = mock(ChatCompletion.class);
    when(completion.id()).thenReturn("future-1");
    CompletableFuture<ChatCompletion> future = new CompletableFuture<>();
    ChatCompletionServiceAsync completions = mock(ChatCompletionServiceAsync.class);
    when(completions.create(any(ChatCompletionCreateParams.class))).thenReturn(future);
    CompletableFuture<ChatCompletion> given = completions.create(params());
    future.complete(completion);
    return given.get().id() + ", " + (given == future);
  }

  static String spied(String baseUrl, String key) {
    OpenAIClient real = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(key).build();
    try {
      OpenAIClient client = spy(real);
      ChatService chat = spy(real.chat());
      ChatCompletionService completions = spy(real.chat().completions());
      when(client.chat()).thenReturn(chat);
      when(chat.completions()).thenReturn(completions);
      ChatCompletion answer = client.chat().completions().create(params());
      verify(completions, times(1)).create(any(ChatCompletionCreateParams.class));
      return answer.choices().get(0).message().content().orElse("nothing");
    } finally {
      real.close();
    }
  }

  private static ChatCompletionCreateParams params() {
    return ChatCompletionCreateParams.builder()
        .model("gpt-4o-mini")
        .addUserMessage("asked through a spy")
        .build();
  }
}
