// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and who has access.
 *
 * @param otlpPort for OTLP over HTTP, or -1 for none
 * @param token required from every client if it is not null; never null beyond loopback
 */
public record ServerSettings(String host, int port, int otlpPort, @Nullable String token) {

  /** The largest request body, before and after gzip; OTLP's own limit. */
  public static final int MAX_BODY = 64 << 20;

  /** True if only this machine can reach the address. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
