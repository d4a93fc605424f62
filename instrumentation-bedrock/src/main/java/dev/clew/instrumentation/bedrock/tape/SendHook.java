// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import dev.clew.api.hook.Call;
import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.tape.HttpTapeHook;
import dev.clew.kit.tape.RecordedBody;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Records and answers a blocking request. */
final class SendHook extends HttpTapeHook<SdkHttpFullRequest, HttpExecuteResponse> {
  SendHook(Tape tape) {
    super(tape, SdkHttpFullRequest.class, HttpExecuteResponse.class);
  }

  @Override
  protected boolean isTaped(Call call) {
    RequestExecutionContext context = call.required(1, RequestExecutionContext.class);
    if (!SentRequest.isOfBedrock(context)) {
      return false;
    }
    SentRequest.started(context); // a real request starts anew
    return true;
  }

  @Override
  protected TapeRequest describe(Class<?> stage, SdkHttpFullRequest request) {
    return SentRequest.described(stage, request);
  }

  @Override
  protected boolean changesPaths() {
    return true;
  }

  @Override
  protected void replaceBody(
      Call call, SdkHttpFullRequest request, String body, @Nullable String path) {
    RequestExecutionContext context = call.required(1, RequestExecutionContext.class);
    call.replaceArgument(0, ChangedRequest.of(request, context, body, path));
  }

  @Override
  protected void close(SdkHttpFullRequest request) {}

  @Override
  protected HttpExecuteResponse response(SdkHttpFullRequest request, TapeAnswer answer) {
    return HttpExecuteResponse.builder()
        .response(SentRequest.head(answer))
        .responseBody(AbortableInputStream.create(answer.body()))
        .build();
  }

  @Override
  protected HttpExecuteResponse recorded(HttpExecuteResponse response, TapeRecorder recorder) {
    SdkHttpResponse head = response.httpResponse();
    recorder.head(head.statusCode(), head::headers);
    AbortableInputStream body = response.responseBody().orElse(null);
    if (body == null) {
      recorder.complete();
      return response;
    }
    Runnable abort =
        () -> {
          recorder.closedEarly();
          body.abort();
        };
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(AbortableInputStream.create(new RecordedBody(body, recorder), abort::run))
        .build();
  }
}
