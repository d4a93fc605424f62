// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeRequest;
import dev.clew.kit.value.PrivateFields;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads requests of the AWS SDK, and makes heads of responses. */
final class SentRequest {
  private static final String SDK = "software.amazon.awssdk.";

  private SentRequest() {}

  static boolean isOfBedrock(RequestExecutionContext context) {
    String service = context.executionAttributes().getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    return service != null && service.toLowerCase(Locale.ROOT).startsWith("bedrock");
  }

  /** Notes about an attempt what the SDK expects of the code that is answered. */
  static void started(RequestExecutionContext context) {
    context
        .executionAttributes()
        .putAttribute(
            SdkInternalExecutionAttribute.API_CALL_ATTEMPT_START_NANO_TIME, System.nanoTime())
        .putAttribute(SdkInternalExecutionAttribute.HEADERS_READ_END_NANO_TIME, System.nanoTime())
        .putAttribute(SdkInternalExecutionAttribute.RESPONSE_BYTES_READ, new AtomicLong());
  }

  static TapeRequest described(Class<?> stage, SdkHttpRequest request) {
    return TapeRequest.http(
        stage, request.method().name(), request.encodedPath(), () -> bytes(request));
  }

  /** The SDK's own content is in memory; an application's may be readable only once. */
  private static byte @Nullable [] bytes(SdkHttpRequest request) throws IOException {
    ContentStreamProvider content =
        request instanceof SdkHttpFullRequest full
            ? full.contentStreamProvider().orElse(null)
            : null;
    if (content == null) {
      return new byte[0];
    }
    if (!isOfSdk(content)) {
      return null;
    }
    try (InputStream stream = content.newStream()) {
      return stream.readAllBytes();
    }
  }

  /** Content of the SDK's own, usually a lambda, may hold some of the application's. */
  private static boolean isOfSdk(ContentStreamProvider content) {
    Class<?> type = content.getClass();
    return type.getName().startsWith(SDK)
        && Arrays.stream(type.getDeclaredFields())
            .map(field -> PrivateFields.read(content, field.getName()))
            .allMatch(held -> !(held instanceof ContentStreamProvider inner) || isOfSdk(inner));
  }

  static SdkHttpResponse head(TapeAnswer answer) {
    return SdkHttpResponse.builder().statusCode(answer.status()).headers(answer.headers()).build();
  }
}
