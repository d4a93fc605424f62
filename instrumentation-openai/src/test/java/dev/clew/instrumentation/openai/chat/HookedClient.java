// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.instrumentation.openai.HookedApi;
import dev.clew.instrumentation.openai.TestServices;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.kit.agent.MonotonicClock;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import java.util.concurrent.CompletableFuture;

/** A real client of a scripted model, with the hooks around its calls as in woven code. */
@SuppressWarnings("MustBeClosedChecker") // responses are passed to the tests
final class HookedClient implements AutoCloseable {
  final SpanRecorder spans = new SpanRecorder();
  final ModelServer server;
  final OpenAIClient client;
  final ChatHook hook;

  HookedClient(Reply... replies) {
    this.server = ModelServer.start(SequenceScript.of(replies));
    this.client = client(server.baseUrl());
    this.hook =
        new ChatHook(
            new Calls(new CallObservations(spans.tracer(), TestServices.FAILURES)),
            new ToolLoop(spans.tracer(), TestServices.HANDOFFS, new MonotonicClock()));
  }

  static OpenAIClient client(String baseUrl) {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("sk-secret").maxRetries(0).build();
  }

  static ChatCompletionCreateParams.Builder ask(String question) {
    return ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(question);
  }

  HttpResponseFor<ChatCompletion> raw(ChatCompletionCreateParams params) {
    var service = client.withRawResponse().chat().completions();
    return HookedApi.around(hook, service, params, () -> service.create(params));
  }

  ChatCompletion create(ChatCompletionCreateParams params) {
    return raw(params).parse();
  }

  HttpResponseFor<StreamResponse<ChatCompletionChunk>> rawStream(
      ChatCompletionCreateParams params) {
    var service = client.withRawResponse().chat().completions();
    return HookedApi.around(hook, "stream", service, params, () -> service.createStreaming(params));
  }

  StreamResponse<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
    return rawStream(params).parse();
  }

  CompletableFuture<HttpResponseFor<ChatCompletion>> rawAsync(ChatCompletionCreateParams params) {
    var service = client.async().withRawResponse().chat().completions();
    return HookedApi.around(hook, service, params, () -> service.create(params));
  }

  CompletableFuture<HttpResponseFor<StreamResponse<ChatCompletionChunk>>> rawStreamAsync(
      ChatCompletionCreateParams params) {
    var service = client.async().withRawResponse().chat().completions();
    return HookedApi.around(hook, "stream", service, params, () -> service.createStreaming(params));
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
