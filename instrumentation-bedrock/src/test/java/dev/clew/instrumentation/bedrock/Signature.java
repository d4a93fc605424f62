// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What AWS computes of a request that it received, to compare it with what the request says. */
final class Signature {
  private Signature() {}

  static String of(FakeBedrock.Head head, String body) {
    Map<String, List<String>> headers = head.headers();
    Set<String> signed =
        Set.of(
            headers
                .get("authorization")
                .get(0)
                .replaceFirst(".*SignedHeaders=", "")
                .replaceFirst(",.*", "")
                .split(";"));
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.valueOf(head.method()))
            .uri(URI.create(FakeBedrock.url()))
            .encodedPath(head.rawPath());
    headers.forEach(
        (name, values) -> {
          if (signed.contains(name) && !name.equals("host") && !name.equals("x-amz-date")) {
            request.putHeader(name, values);
          }
        });
    Instant date =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
            .parse(headers.get("x-amz-date").get(0), Instant::from);
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(AwsCredentialsIdentity.create("AKIDEXAMPLE", FakeBedrock.SECRET))
                    .request(request.build())
                    .payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(date, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElse("none");
  }
}
