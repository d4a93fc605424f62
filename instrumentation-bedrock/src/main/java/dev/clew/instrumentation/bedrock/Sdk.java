// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.Providers;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;

/** Reads the SDK's own objects; of the application's, such as mocks, nothing. */
final class Sdk {
  static final String PROVIDER = "aws.bedrock";

  private static final LibraryClasses LIBRARY = LibraryClasses.in("software.amazon.awssdk.");

  private Sdk() {}

  /** Returns {@code object} if it is the SDK's own, or null. */
  static <T> @Nullable T own(@Nullable T object) {
    return LIBRARY.callableOrNull(object);
  }

  /** Returns the member of a request if it is a text, by its name in the service's model. */
  static @Nullable String text(SdkRequest request, String member) {
    return request.getValueForField(member, String.class).orElse(null);
  }

  /** Returns the HTTP status of an error of the service, or 0. */
  static int statusCode(@Nullable Throwable thrown) {
    return thrown instanceof SdkServiceException error && own(error) != null
        ? error.statusCode()
        : 0;
  }

  /**
   * Returns where a client sends its requests; for the export thread, because the client makes a
   * copy of its configuration.
   */
  static @Nullable String address(Object client) {
    if (!(client instanceof AwsClient aws) || own(aws) == null) {
      return null;
    }
    AwsServiceClientConfiguration configuration = aws.serviceClientConfiguration();
    URI override = configuration.endpointOverride().orElse(null);
    if (override != null) {
      return Providers.address(override.toString());
    }
    Region region = configuration.region();
    if (region == null) {
      return null;
    }
    String service = aws.serviceName().equals("bedrock") ? host(client) : aws.serviceName();
    String domain = region.id().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return "https://" + service + "." + region.id() + domain;
  }

  /** Both services sign as "bedrock", which is not the name of their hosts. */
  private static String host(Object client) {
    return client.getClass().getName().contains(".bedrockagentruntime.")
        ? "bedrock-agent-runtime"
        : "bedrock-runtime";
  }
}
