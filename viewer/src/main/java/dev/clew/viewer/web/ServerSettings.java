// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and who has access.
 *
 * @param otlpPort for OTLP over HTTP, or -1 for none
 * @param token with which everything is allowed; required if it is not null and there are no users
 * @param users with tokens of their own, or null
 * @param publicUrl under which a reverse proxy makes it known, or null
 * @param auditFile for a line per export and change, or null
 */
public record ServerSettings(
    String host,
    int port,
    int otlpPort,
    @Nullable String token,
    @Nullable Users users,
    @Nullable URI publicUrl,
    @Nullable Path auditFile) {

  /** The largest request body, before and after gzip; OTLP's own limit. */
  public static final int MAX_BODY = 64 << 20;

  /** For one user, without a proxy. */
  public ServerSettings(String host, int port, int otlpPort, @Nullable String token) {
    this(host, port, otlpPort, token, null, null, null);
  }

  /** True if only this machine can reach the address. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  boolean needsToken() {
    return token != null || users != null;
  }

  /** The prefix of all paths, such as {@code /clew}; usually empty. */
  String prefix() {
    String path = publicUrl == null ? null : publicUrl.getPath();
    return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
