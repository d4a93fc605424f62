// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import java.io.IOException;
import java.lang.reflect.Constructor;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients of openai-java that are the library's own down to OkHttp, whose interceptor
 * answers: the tape hooks the library's HTTP client, which must therefore be the real one.
 */
final class SdkClient {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType EVENTS = MediaType.get("text/event-stream");

  private SdkClient() {}

  /** Returns a client whose answers to chat completions take a while. */
  static OpenAIClient chat(long millis) {
    return client(
        chain -> {
          if (millis > 0) {
            pause(millis);
          }
          return response(chain.request(), ResponseBody.create(Answers.CHAT, JSON));
        });
  }

  /** Returns a client whose streams arrive event by event. */
  static OpenAIClient stream(int chunks) {
    byte[] events = Answers.stream(chunks);
    return client(chain -> response(chain.request(), new EventBody(events)));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The request is serialised nevertheless, as for any connection. */
  private static Response response(Request request, ResponseBody answer) throws IOException {
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(new Buffer());
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .header("content-type", String.valueOf(answer.contentType()))
        .header("x-request-id", "req_bench")
        .header("openai-processing-ms", "1")
        .body(answer)
        .build();
  }

  private static OpenAIClient client(Interceptor answer) {
    OkHttpClient http = new OkHttpClient.Builder().addInterceptor(answer).build();
    try {
      Constructor<com.openai.client.okhttp.OkHttpClient> constructor =
          com.openai.client.okhttp.OkHttpClient.class.getDeclaredConstructor(OkHttpClient.class);
      constructor.setAccessible(true);
      return new OpenAIClientImpl(
          ClientOptions.builder()
              .httpClient(constructor.newInstance(http))
              .apiKey("sk-none")
              .build());
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(changed);
    }
  }

  /** A body of which each read returns one event. */
  private static final class EventBody extends ResponseBody {
    private final BufferedSource source;

    EventBody(byte[] events) {
      this.source = Okio.buffer(new Events(events));
    }

    @Override
    public @Nullable MediaType contentType() {
      return EVENTS;
    }

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  private static final class Events implements Source {
    private final byte[] events;
    private int position;

    Events(byte[] events) {
      this.events = events;
    }

    @Override
    public long read(Buffer sink, long most) {
      if (position == events.length) {
        return -1;
      }
      int end = position + 1;
      while (end < events.length && !(events[end - 1] == '\n' && events[end - 2] == '\n')) {
        end++;
      }
      int length = (int) Math.min(most, end - position);
      sink.write(events, position, length);
      position += length;
      return length;
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }
}
