// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.instrumentation.openai.TestServices;
import dev.clew.instrumentation.openai.call.Abandonment;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.call.ModelCall;
import dev.clew.instrumentation.openai.client.Clients;
import dev.clew.instrumentation.openai.tools.MonotonicClock;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import dev.clew.testkit.SpanRecorder;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A real client of a scripted model, with the hooks around its calls as weaving puts them. */
@SuppressWarnings("MustBeClosedChecker") // responses are handed on to the tests
final class HookedClient implements AutoCloseable {
  final SpanRecorder spans = new SpanRecorder();
  final ModelServer server;
  final OpenAIClient client;
  private final ChatHook hook;
  private final ChatStreamHook streamHook;

  HookedClient(Reply... replies) {
    this.server = ModelServer.start(SequenceScript.of(replies));
    this.client = client(server.baseUrl());
    ChatCalls calls =
        new ChatCalls(
            new Calls(spans.tracer(), new Clients(), new Abandonment(), TestServices.FAILURES),
            new ToolRuns(spans.tracer(), TestServices.HANDOFFS, new MonotonicClock()));
    this.hook = new ChatHook(calls);
    this.streamHook = new ChatStreamHook(calls);
  }

  static OpenAIClient client(String baseUrl) {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("sk-secret").maxRetries(0).build();
  }

  static ChatCompletionCreateParams.Builder ask(String question) {
    return ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(question);
  }

  HttpResponseFor<ChatCompletion> raw(ChatCompletionCreateParams params) {
    var service = client.withRawResponse().chat().completions();
    return around(hook, service, params, () -> service.create(params));
  }

  ChatCompletion create(ChatCompletionCreateParams params) {
    return raw(params).parse();
  }

  HttpResponseFor<StreamResponse<ChatCompletionChunk>> rawStream(
      ChatCompletionCreateParams params) {
    var service = client.withRawResponse().chat().completions();
    return around(streamHook, service, params, () -> service.createStreaming(params));
  }

  StreamResponse<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
    return rawStream(params).parse();
  }

  CompletableFuture<HttpResponseFor<ChatCompletion>> rawAsync(ChatCompletionCreateParams params) {
    var service = client.async().withRawResponse().chat().completions();
    return around(hook, service, params, () -> service.create(params));
  }

  CompletableFuture<HttpResponseFor<StreamResponse<ChatCompletionChunk>>> rawStreamAsync(
      ChatCompletionCreateParams params) {
    var service = client.async().withRawResponse().chat().completions();
    return around(streamHook, service, params, () -> service.createStreaming(params));
  }

  @SuppressWarnings("unchecked") // the hook returns what the method does, or a wrapper of it
  private static <R> R around(
      Hook<ModelCall> hook, Object service, ChatCompletionCreateParams params, Callable<R> method) {
    try {
      ModelCall call = hook.enter(new Call(service, params, RequestOptions.none()));
      if (call == null) {
        return method.call();
      }
      R result;
      try {
        result = method.call();
      } catch (Exception thrown) {
        hook.exit(call, null, thrown);
        throw thrown;
      }
      return (R) hook.exit(call, result, null);
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new AssertionError(checked);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
