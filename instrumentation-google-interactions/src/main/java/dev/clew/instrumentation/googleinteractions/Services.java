// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import dev.clew.api.trace.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** The configurations of the services, which keep them in a private field. */
final class Services {
  private final WeakIdentityMap<Object, Object> configurations = new WeakIdentityMap<>();

  void created(Object service, Object configuration) {
    configurations.put(service, configuration);
  }

  /** Returns the URL of a service, or null if it is unknown. */
  @Nullable String url(Object service) {
    return urlOf(configurations.get(service));
  }

  /** Returns the URL in an {@code SDKConfiguration}, or null. */
  static @Nullable String urlOf(@Nullable Object configuration) {
    return Fields.text(configuration, "serverUrl");
  }
}
