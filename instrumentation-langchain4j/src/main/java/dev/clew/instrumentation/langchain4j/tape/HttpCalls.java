// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.LeafClients;
import dev.clew.kit.value.Accessors;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the hooks of whole and streamed calls share: requests, responses and errors over HTTP. */
final class HttpCalls {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("dev.langchain4j.");

  private final Tape tape;

  /** Of the library's own clients, only this one hands its calls on. */
  private final LeafClients leaves =
      new LeafClients(HttpClient.class, "dev.langchain4j.http.client.log.");

  /** Since 1.11, a body is kept as bytes, which may be audio or an image. */
  private final @Nullable Method bytesSetter = bytesSetter();

  HttpCalls(Tape tape) {
    this.tape = tape;
  }

  private static @Nullable Method bytesSetter() {
    try {
      return SuccessfulHttpResponse.Builder.class.getMethod("body", byte[].class);
    } catch (NoSuchMethodException olderVersion) {
      return null;
    }
  }

  Tape tape() {
    return tape;
  }

  TapeDecision begin(Call call) {
    HttpRequest request = LIBRARY.callableOrNull(call.argument(0, HttpRequest.class));
    Object client = call.self(Object.class);
    if (request == null || !leaves.isLeaf(client)) {
      return TapeDecision.PASS; // without a request, a mock is being told what to do
    }
    TapeDecision decision =
        tape.begin(
            TapeRequest.http(
                    client.getClass(),
                    request.method().name(),
                    request.url(),
                    () -> isForm(request) ? null : bytes(request.body()))
                .withChangeableBodyAndPath());
    String body = decision.body();
    if (body == null) {
      return decision;
    }
    HttpRequest.Builder changed = HttpRequest.builder().method(request.method());
    call.replaceArgument(
        0,
        changed
            .url(moved(request.url(), decision.path()))
            .headers(request.headers())
            .body(body)
            .build());
    return decision;
  }

  private static String moved(String url, @Nullable String path) {
    return path == null ? url : url.replace(URI.create(url).getRawPath(), path);
  }

  /** Since 1.12, the parts of a form are files, too, which may be read once. */
  private static boolean isForm(HttpRequest request) {
    return Accessors.read(request, "formDataFiles") instanceof Map<?, ?> files && !files.isEmpty();
  }

  private static byte[] bytes(@Nullable String text) {
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }

  static void head(SuccessfulHttpResponse response, TapeRecorder recorder) {
    recorder.head(response.statusCode(), response::headers);
  }

  static void whole(@Nullable Object result, TapeRecorder recorder) {
    if (!(result instanceof SuccessfulHttpResponse response) || !LIBRARY.mayCall(response)) {
      return; // a response of the application's own is not read, and so not recorded
    }
    head(response, recorder);
    if (Accessors.read(response, "bodyBytes") instanceof byte[] bytes) {
      recorder.piece(bytes, 0, bytes.length);
    } else if (response.body() != null) {
      recorder.piece(response.body());
    }
    recorder.complete();
  }

  /** An error status is an exception only to the library. */
  static void failed(Throwable thrown, TapeRecorder recorder) {
    if (thrown.getClass() == HttpException.class) {
      HttpException error = (HttpException) thrown;
      recorder.head(error.statusCode(), Map::of);
      if (error.getMessage() != null) {
        recorder.piece(error.getMessage());
      }
      recorder.complete();
    } else {
      recorder.failed(thrown);
    }
  }

  /** Returns what the call threw in place of a response, or null. */
  static @Nullable Throwable error(TapeAnswer answer) {
    if (!answer.begins()) {
      return answer.failure();
    }
    boolean successful = answer.status() >= 200 && answer.status() < 300;
    return successful ? null : new HttpException(answer.status(), answer.text());
  }

  /** Returns the head of a streamed response. */
  static SuccessfulHttpResponse.Builder response(TapeAnswer answer) {
    return SuccessfulHttpResponse.builder().statusCode(answer.status()).headers(answer.headers());
  }

  SuccessfulHttpResponse whole(TapeAnswer answer) throws ReflectiveOperationException {
    SuccessfulHttpResponse.Builder response = response(answer);
    if (bytesSetter == null) {
      response.body(answer.text());
    } else {
      bytesSetter.invoke(response, (Object) answer.bytes());
    }
    return response.build();
  }
}
