// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrockagents;

import dev.clew.api.hook.LibraryClasses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Reads the SDK's own objects; of the application's, such as mocks, nothing. */
final class Sdk {
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
}
