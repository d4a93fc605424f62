// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks by the {@code Host} header whether a request is meant for this server.
 *
 * <p>Protects against DNS rebinding: a web page lets its own name resolve to 127.0.0.1, and the
 * browser then treats a server on the reader's machine as the page's own. Such a request still
 * carries the page's name. A request that carries {@code localhost} or an address cannot be the
 * result of an attack, because those are not resolved again.
 */
public final class AllowedHosts {
  /** In brackets, optionally with a zone (RFC 6874). */
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+(%[\\w.-]+)?]");

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final String ANY = "*";
  private static final String BELOW = "*.";

  private final List<String> names;

  private AllowedHosts(List<String> names) {
    this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Returns the rule for a server.
   *
   * @param host the configured host; if it is a name, requests may use it
   * @param bound the address it resolved to; an address other than loopback is meant to be reached
   *     under names of the network, so without {@code names} any name is accepted
   * @param names further names, {@code *.example.com} for all below one, {@code *} for any
   */
  public static AllowedHosts of(String host, InetAddress bound, List<String> names) {
    if (names.isEmpty() && !bound.isLoopbackAddress()) {
      return new AllowedHosts(List.of(ANY));
    }
    List<String> all = new ArrayList<>(names);
    all.add(host);
    return new AllowedHosts(all);
  }

  /**
   * Returns whether to answer a request with this header.
   *
   * @param header null if there is none; browsers always send one
   */
  public boolean allows(@Nullable String header) {
    if (header == null) {
      return true;
    }
    String host = PORT.matcher(header.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || IPV4.matcher(host).matches()
        || IPV6.matcher(host).matches()
        || isNamed(host);
  }

  private boolean isNamed(String host) {
    for (String name : names) {
      boolean below = name.startsWith(BELOW) && host.endsWith(name.substring(1));
      if (name.equals(ANY) || name.equals(host) || below) {
        return true;
      }
    }
    return false;
  }
}
