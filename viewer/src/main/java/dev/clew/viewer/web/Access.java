// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access control. The {@code Host} of a request must be a name this server was started with, so
 * that a foreign name that resolves to loopback gets nothing; a request from a page must come from
 * our own; one that changes something needs a header that no form can send.
 */
final class Access {

  private static final String COOKIE = "clew-token";
  private static final String USER = "clew-user";
  private static final Set<String> LOOPBACK =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]");

  private final ServerSettings settings;
  private final boolean loopback;

  Access(ServerSettings settings) {
    this.settings = settings;
    this.loopback = ServerSettings.isLoopback(settings.host());
  }

  void check(Context context) {
    headers(context);
    String host = hostName(context.header("Host"));
    if (host == null || !isOwn(host)) {
      throw new HttpProblem(403, "Host: this server does not answer under that name");
    }
    String origin = context.header("Origin");
    if (origin != null && !sameOrigin(origin, context.header("Host")) && !isPublic(origin)) {
      throw new HttpProblem(403, "Origin: requests of other pages are refused");
    }
    String site = context.header("Sec-Fetch-Site");
    boolean navigation = "navigate".equals(context.header("Sec-Fetch-Mode"));
    if ("cross-site".equals(site) && !navigation) {
      throw new HttpProblem(403, "requests of other sites are refused");
    }
    boolean reads =
        context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
    if (!reads && context.header("X-Clew") == null) {
      throw new HttpProblem(
          403, "X-Clew: requests that change something need the header X-Clew: 1");
    }
    User user = user(context, settings);
    if (user == null) {
      return;
    }
    context.attribute(USER, user);
    rights(context, user, reads);
  }

  private static void rights(Context context, User user, boolean reads) {
    Right needed = reads ? Right.READ : Right.WRITE;
    if (!user.may(needed)) {
      throw new HttpProblem(
          403, "this token has no right \"" + needed.wire() + "\"; clew token makes one that has");
    }
  }

  /** Once it is known which route answers. */
  static void content(Context context) {
    if (!user(context).may(Right.CONTENT)) {
      ContentPolicy.check(context.endpoints().matchedHttpEndpoint().path);
    }
  }

  /** Who asks. */
  static User user(Context context) {
    User user = context.attribute(USER);
    return user == null ? User.ANYBODY : user;
  }

  private static void headers(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("X-Frame-Options", "DENY");
    context.header("Cache-Control", "no-store");
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'");
  }

  private boolean isOwn(String host) {
    if (settings.publicUrl() != null && host.equalsIgnoreCase(settings.publicUrl().getHost())) {
      return true;
    }
    if (loopback) {
      return LOOPBACK.contains(host) || host.equals(settings.host());
    }
    // Bound to all addresses, any name of this machine is acceptable; the token decides.
    return true;
  }

  private static @Nullable String hostName(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String host = header.toLowerCase(Locale.ROOT);
    int bracket = host.indexOf(']');
    if (bracket >= 0) {
      return host.substring(0, bracket + 1);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  /** A proxy may ask under another name than the one it is asked under. */
  private boolean isPublic(String origin) {
    URI known = settings.publicUrl();
    return known != null
        && origin.equalsIgnoreCase(known.getScheme() + "://" + known.getRawAuthority());
  }

  private static boolean sameOrigin(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Null if the answer is already given. */
  private @Nullable User user(Context context, ServerSettings access) {
    if (!access.needsToken()) {
      return User.ANYBODY;
    }
    String root = access.prefix() + "/";
    String given = context.queryParam("token");
    if (given != null && context.path().equals(root) && find(given).isPresent()) {
      Cookie cookie = new Cookie(COOKIE, given);
      cookie.setHttpOnly(true);
      cookie.setSameSite(SameSite.STRICT);
      cookie.setSecure(
          access.publicUrl() != null && "https".equals(access.publicUrl().getScheme()));
      cookie.setPath(root);
      context.cookie(cookie);
      context.redirect(root);
      context.skipRemainingHandlers();
      return null;
    }
    return find(bearer(context))
        .or(() -> find(context.cookie(COOKIE)))
        .orElseThrow(
            () ->
                new HttpProblem(
                    401,
                    "a token is required: open the address printed at startup, or add"
                        + " /?token=… of your own"));
  }

  static @Nullable String bearer(Context context) {
    String header = context.header("Authorization");
    return header != null && header.startsWith("Bearer ")
        ? header.substring("Bearer ".length())
        : null;
  }

  private Optional<User> find(@Nullable String token) {
    return find(settings, token);
  }

  /** Whose token it is. */
  static Optional<User> find(ServerSettings settings, @Nullable String token) {
    if (settings.token() != null && same(settings.token(), token)) {
      return Optional.of(User.ANYBODY);
    }
    return settings.users() == null ? Optional.empty() : settings.users().withToken(token);
  }

  /** Takes as long for a wrong token as for the right one. */
  private static boolean same(String token, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
