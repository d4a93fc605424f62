// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.TapeEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request in the form in which it is looked up and recorded: without host and query, its secrets
 * replaced.
 *
 * @param body a tree, a text, or null if it could not be read
 * @param key equal for requests that mean the same
 * @param loose equal also if they differ only in ids and times
 */
public record RequestForm(
    Kind kind, String method, String url, @Nullable Object body, String key, String loose) {
  /** The version of the rules by which keys are made. */
  public static final int CANONICAL = 1;

  private static final int KEY_BYTES = 12;

  /** Returns the form of a request whose secrets have been replaced. */
  public static RequestForm of(Kind kind, String method, String url, @Nullable Object body) {
    String text = kind + "\n" + method + "\n" + url + "\n" + CanonicalJson.of(kind, body).text();
    return new RequestForm(kind, method, url, body, hash(text), hash(LooseText.of(text)));
  }

  /** Returns the form of a recorded request. */
  public static RequestForm of(TapeEntry entry) {
    return of(entry.kind(), entry.method(), entry.url(), entry.request());
  }

  /** Returns a text in which JSON is written in one way, whatever its kind. */
  public static String canonical(String text) {
    return String.valueOf(CanonicalJson.of(Kind.TOOL, text).tree());
  }

  /** Returns a text without what changes from run to run: ids and times. */
  public static String loose(String text) {
    return LooseText.of(text);
  }

  /** Returns the request of a call as a tree in which what means the same is equal. */
  public static @Nullable Object canonicalRequest(TapeEntry entry) {
    return CanonicalJson.of(entry.kind(), entry.request()).tree();
  }

  /** Returns the path of a URL, which may be a path already. */
  public static String path(String url) {
    int start = url.indexOf("://");
    int from = start < 0 ? 0 : start + 3;
    int slash = start < 0 ? 0 : url.indexOf('/', from);
    String path = slash < 0 ? "/" : url.substring(slash);
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '?' || path.charAt(i) == '#') {
        path = path.substring(0, i);
      }
    }
    return path.startsWith("/") ? path : "/" + path;
  }

  /** Returns the request in few words. */
  public String call() {
    return TapeEntry.describe(kind, method, url);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }
}
