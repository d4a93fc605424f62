// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls that fail or are cut short; each prints what the application observes. */
public final class Trouble {
  private final OpenAIClient client;
  private final String baseUrl;

  private Trouble(OpenAIClient client, String baseUrl) {
    this.client = client;
    this.baseUrl = baseUrl;
  }

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Trouble trouble = new Trouble(ways.client, args[0]);
    trouble.addStreams(ways);
    ways.add("raw-cancelled-async", trouble::cancelled);
    ways.add("raw-body", trouble::rawBody);
    ways.add("raw-refused", trouble::rawRefused);
    ways.add("stream-abandoned", () -> trouble.dropped(trouble::openedStream));
    ways.add("response-abandoned", () -> trouble.dropped(trouble::openedResponse));
    ways.run();
    System.exit(3);
  }

  private void addStreams(Ways ways) {
    ways.add("chat-socket-cut", () -> chat("chat-socket-cut", Long.MAX_VALUE));
    ways.add("chat-socket-cut-async", () -> chatAsync("chat-socket-cut-async", Long.MAX_VALUE));
    ways.add("response-socket-cut", () -> response("response-socket-cut", false));
    ways.add("chat-error-async", () -> chatAsync("chat-error-async", Long.MAX_VALUE));
    ways.add("response-error-event", () -> response("response-error-event", false));
    ways.add("response-consumer-throws", () -> response("response-consumer-throws", true));
    ways.add("chat-consumer-throws-async", () -> chatAsync("chat-consumer-throws-async", -1));
    ways.add("chat-early-close-async", () -> chatAsync("chat-early-close-async", 1));
  }

  private String chat(String phrase, long pieces) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask(phrase))) {
      stream.stream().limit(pieces).forEach(piece -> text.append(delta(piece)));
    } catch (RuntimeException e) {
      return text + "| " + e + " caused by " + e.getCause();
    }
    return text.toString();
  }

  /** Closes the stream after so many chunks, or throws if {@code pieces} is negative. */
  private String chatAsync(String phrase, long pieces) throws Exception {
    StringBuffer text = new StringBuffer();
    AsyncStreamResponse<ChatCompletionChunk> stream =
        client.async().chat().completions().createStreaming(ask(phrase));
    stream.subscribe(
        piece -> {
          text.append(delta(piece));
          if (pieces < 0) {
            throw new IllegalStateException("the consumer has had enough");
          }
          if (pieces == 1) {
            stream.close();
          }
        });
    try {
      stream.onCompleteFuture().get();
    } catch (ExecutionException e) {
      return text + "| " + e.getCause() + " caused by " + e.getCause().getCause();
    }
    return text.toString();
  }

  private String response(String phrase, boolean throwing) {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ResponseStreamEvent> stream =
        client
            .responses()
            .createStreaming(
                ResponseCreateParams.builder().model("gpt-4.1").input(phrase).build())) {
      stream.stream()
          .forEach(
              event -> {
                text.append(event.outputTextDelta().map(delta -> delta.delta()).orElse(""));
                if (throwing && text.length() > 0) {
                  throw new IllegalStateException("the consumer has had enough");
                }
              });
    } catch (RuntimeException e) {
      return text + "| " + e + " caused by " + e.getCause();
    }
    return text.toString();
  }

  private String cancelled() throws Exception {
    CompletableFuture<HttpResponseFor<ChatCompletion>> future =
        client.async().chat().completions().withRawResponse().create(ask("raw-cancelled-async"));
    // The provider answers this once it has received the call.
    URI.create(baseUrl + "/arrived").toURL().openStream().close();
    return future.cancel(true) + " " + future.isCancelled();
  }

  private String rawBody() throws Exception {
    try (HttpResponseFor<ChatCompletion> raw =
        client.chat().completions().withRawResponse().create(ask("raw-body"))) {
      return new String(raw.body().readAllBytes(), StandardCharsets.UTF_8).length() + " characters";
    }
  }

  /** Older versions return a response with an error, newer ones throw. */
  private String rawRefused() {
    try (HttpResponseFor<ChatCompletion> raw =
        client.chat().completions().withRawResponse().create(ask("raw-refused"))) {
      return raw.statusCode() + "";
    }
  }

  private Object openedStream() {
    StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask("stream-abandoned"));
    Iterator<ChatCompletionChunk> pieces = stream.stream().iterator();
    pieces.next();
    return stream;
  }

  private Object openedResponse() {
    return client.chat().completions().withRawResponse().create(ask("response-abandoned"));
  }

  private String dropped(java.util.function.Supplier<Object> opened) throws Exception {
    WeakReference<Object> dropped = new WeakReference<>(opened.get());
    while (dropped.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
    Thread.sleep(300); // Clew is notified on another thread
    return "dropped";
  }

  private static String delta(ChatCompletionChunk chunk) {
    return chunk.choices().stream()
        .map(choice -> choice.delta().content().orElse(""))
        .reduce("", String::concat);
  }

  private static ChatCompletionCreateParams ask(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
