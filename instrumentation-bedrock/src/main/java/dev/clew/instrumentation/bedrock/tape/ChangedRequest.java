// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock.tape;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SelectedAuthScheme;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignerProperty;
import software.amazon.awssdk.identity.spi.Identity;

/** What a request says in a fork, in place of what the program says: signed anew. */
final class ChangedRequest {
  /** What a signer has added to the request, and would take for a part of it. */
  private static final List<String> SIGNATURE =
      List.of("Authorization", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256");

  private ChangedRequest() {}

  /**
   * Returns the changed request.
   *
   * @throws IllegalStateException if it was signed by a signer of the application's
   */
  static SdkHttpFullRequest of(
      SdkHttpFullRequest request,
      RequestExecutionContext context,
      String body,
      @Nullable String path) {
    byte[] json = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpFullRequest.Builder changed =
        request.toBuilder().contentStreamProvider(() -> new ByteArrayInputStream(json));
    changed.putHeader("Content-Length", Integer.toString(json.length));
    if (path != null) {
      changed.encodedPath(path);
    }
    SelectedAuthScheme<?> scheme =
        context
            .executionAttributes()
            .getAttribute(SdkInternalExecutionAttribute.SELECTED_AUTH_SCHEME);
    if (context.signer() != null || scheme == null) {
      throw new IllegalStateException("it was signed by a signer of its own");
    }
    SIGNATURE.forEach(changed::removeHeader);
    return signed(changed.build(), scheme);
  }

  private static <T extends Identity> SdkHttpFullRequest signed(
      SdkHttpFullRequest request, SelectedAuthScheme<T> scheme) {
    SignRequest.Builder<T> signing = SignRequest.builder(scheme.identity().join());
    signing.request(request).payload(request.contentStreamProvider().orElse(null));
    scheme
        .authSchemeOption()
        .forEachSignerProperty(
            new AuthSchemeOption.SignerPropertyConsumer() {
              @Override
              public <S> void accept(SignerProperty<S> property, S value) {
                signing.putProperty(property, value);
              }
            });
    return request.toBuilder()
        .headers(scheme.signer().sign(signing.build()).request().headers())
        .build();
  }
}
