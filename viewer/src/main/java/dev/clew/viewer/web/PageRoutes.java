// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page's files, from the jar alone: names are checked against a pattern and looked up among the
 * resources under {@code page/}; nothing from a request ever reaches the file system. A file with a
 * hash in its name never changes, and has a gzipped copy beside it.
 */
final class PageRoutes {

  private static final Pattern NAME =
      Pattern.compile("(assets/)?[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}");
  private static final Pattern HASHED =
      Pattern.compile("assets/.+[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "png", "image/png",
          "woff2", "font/woff2");

  private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

  void add(RoutesConfig routes) {
    routes.get("/", context -> send(context, "index.html"));
    routes.get("/assets/{name}", context -> send(context, "assets/" + context.pathParam("name")));
    routes.get("/{name}", context -> send(context, context.pathParam("name")));
  }

  private void send(Context context, String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches() || name.contains("..")) {
      throw notFound(name);
    }
    byte[] packed = acceptsGzip(context) ? file(name + ".gz") : null;
    byte[] plain = packed == null ? file(name) : packed;
    if (plain == null) {
      throw notFound(name);
    }
    context.contentType(type);
    context.header("Vary", "Accept-Encoding");
    if (packed != null) {
      context.header("Content-Encoding", "gzip");
    }
    if (HASHED.matcher(name).matches()) {
      context.header("Cache-Control", "public, max-age=31536000, immutable");
    }
    context.result(plain);
  }

  private static boolean acceptsGzip(Context context) {
    return Objects.requireNonNullElse(context.header("Accept-Encoding"), "").contains("gzip");
  }

  private byte @Nullable [] file(String name) {
    return files.computeIfAbsent(name, PageRoutes::read).orElse(null);
  }

  private static Optional<byte[]> read(String name) {
    try (InputStream in = PageRoutes.class.getResourceAsStream("/dev/clew/viewer/page/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static HttpProblem notFound(String name) {
    return new HttpProblem(
        404,
        name.equals("index.html")
            ? "this viewer was built without its page; the API is at /api/v1/openapi.yaml"
            : "there is no such file");
  }
}
