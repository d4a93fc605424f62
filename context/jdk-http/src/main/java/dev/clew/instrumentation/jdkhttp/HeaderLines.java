// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import org.jspecify.annotations.Nullable;

/** A request's head as stored by {@code HttpURLConnection}; the first line is the request line. */
final class HeaderLines {
  private final int count;
  private final @Nullable String[] names;
  private final @Nullable String[] values;

  HeaderLines(int count, @Nullable String[] names, @Nullable String[] values) {
    this.count = count;
    this.names = names;
    this.values = values;
  }

  /** Returns the request's host without port, also for a request to a proxy. */
  @Nullable String host() {
    String host = value("Host");
    if (host == null) {
      return null;
    }
    int port = host.lastIndexOf(':');
    return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
  }

  @Nullable String value(String name) {
    for (int i = 1; i < count; i++) {
      if (name.equalsIgnoreCase(names[i])) {
        return values[i];
      }
    }
    return null;
  }

  /** Removes the header as the JDK does: lines without a name are not written. */
  void remove(String name) {
    for (int i = 1; i < count; i++) {
      if (name.equalsIgnoreCase(names[i])) {
        names[i] = null;
      }
    }
  }
}
